import type { App } from '../fastify-app';
import { shapeValidator } from '../shape-validator';
import { access } from './access';
import { cannedReplies } from './canned-replies';
import { cannedSheet } from './canned-sheet';
import { configFiles } from './config-files';
import { deliveries } from './deliveries';
import { draft } from './draft';
import { draftLists } from './draft-lists';
import { figures } from './figures';
import { kf } from './kf';
import { lookUps } from './look-ups';
import type { OpsParts } from './ops-parts';
import { publication } from './publication';
import { spreadsheets } from './spreadsheets';
import { staff } from './staff';
import { supervision } from './supervision';
import { syncAgents } from './sync-agents';
import { visitors } from './visitors';
import { webhooks } from './webhooks';
import { whatIf } from './what-if';

/** `/api/ops/*`: everything the console asks. */
export const ops = (parts: OpsParts) => async (app: App): Promise<void> => {
  app.setValidatorCompiler(shapeValidator);
  for (const part of [draft, draftLists, syncAgents, publication, whatIf, configFiles, spreadsheets, kf, figures, lookUps, supervision, deliveries, visitors, webhooks, cannedReplies, cannedSheet, access, staff]) {
    await app.register(part(parts));
  }
};
