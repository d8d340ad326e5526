import { ask, change, type Operation } from '../statement';
import { start } from './0001-start';
import { permitGrants } from './0002-permit-grants';
import { missingMedia } from './0003-missing-media';
import { sureSending } from './0004-sure-sending';
import { waitingTold } from './0005-waiting-told';
import { acts } from './0006-acts';
import { noticed } from './0007-noticed';
import { nativeDesk } from './0008-native-desk';
import { blockedPublication } from './0009-blocked-publication';
import { webhookLanes } from './0010-webhook-lanes';
import { visitorWords } from './0011-visitor-words';
import { entersOfConversation } from './0012-enters-of-conversation';
import { uploads } from './0013-uploads';
import { surveys } from './0014-surveys';
import { arrived } from './0016-arrived';
import { visits } from './0017-visits';
import { workbench } from './0020-workbench';
import { cannedReplies } from './0021-canned-replies';
import { lookAt } from './0022-look-at';
import { uploadOwners } from './0023-upload-owners';
import { conversationTags } from './0024-conversation-tags';
import { headCounts } from './0025-head-counts';
import { toldReceipts } from './0026-told-receipts';
import { secondFactors } from './0027-second-factors';
import { visitLog } from './0028-visit-log';

/** Statements, or what must also read. */
type Migration = readonly string[] | (() => Operation<void>);

/** In order, forward only; a published one is never edited. */
const migrations: readonly Migration[] = [
  start, permitGrants, missingMedia, sureSending, waitingTold, acts, noticed, nativeDesk, blockedPublication, webhookLanes, visitorWords,
  entersOfConversation, uploads, surveys, arrived, visits, workbench, cannedReplies, lookAt, headCounts, uploadOwners, toldReceipts, conversationTags,
  secondFactors, visitLog,
];

/**
 * Applies the next migration that is missing and answers whether one was applied. The driver calls it in one
 * transaction each, under a lock that other nodes wait for, until it answers false.
 */
export function* migrateOnce(): Operation<boolean> {
  yield change('CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY)');
  const { rows } = yield ask('SELECT COUNT(*) AS done FROM migrations');
  const done = Number(rows[0]?.done ?? 0);
  if (done > migrations.length) throw new Error(`the data are of a newer version (${done}) than this program (${migrations.length})`);
  const next = migrations[done];
  if (next === undefined) return false;
  if (typeof next === 'function') yield* next();
  else for (const statement of next) yield change(statement);
  yield change('INSERT INTO migrations (version) VALUES (?)', done + 1);
  return true;
}
