import { agentReads } from './agent-reads';
import { agentWrites } from './agent-writes';
import { cannedReads, cannedWrites } from './canned';
import { configReads } from './config-reads';
import { configWrites } from './config-writes';
import { conversationReads } from './conversation-reads';
import { conversationWrites } from './conversation-writes';
import { figureReads, figureWrites } from './figures';
import { fileWrites } from './file-operations';
import { nativeReads, nativeWrites } from './native-operations';
import type { ReadName, Table, WriteName } from './operations';
import { outboxReads } from './outbox-reads';
import { outboxWrites } from './outbox-writes';
import { peopleReads } from './people-reads';
import { peopleWrites } from './people-writes';
import { secondFactorReads, secondFactorWrites } from './second-factors';
import { surveyReads, surveyWrites } from './surveys';
import { visitReads, visitWrites } from './visits';
import { workbenchReads, workbenchWrites } from './workbench';

export const writes: Table<WriteName> = {
  ...conversationWrites, ...outboxWrites, ...agentWrites, ...configWrites, ...peopleWrites, ...nativeWrites, ...surveyWrites, ...visitWrites,
  ...fileWrites, ...workbenchWrites, ...cannedWrites, ...figureWrites, ...secondFactorWrites,
};
export const reads: Table<ReadName> = {
  ...conversationReads, ...outboxReads, ...agentReads, ...configReads, ...peopleReads, ...nativeReads, ...surveyReads, ...visitReads,
  ...workbenchReads, ...cannedReads, ...figureReads, ...secondFactorReads,
};
