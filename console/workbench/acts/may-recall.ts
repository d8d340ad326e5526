import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';

/** For so long words may be taken back: the server's limit, less what a click and the way there take. */
export const recallMs = 115_000;

/** Whether a message can be taken back while it is young: one's own, where the visitor's page can take it away again. */
export const mayRecall = ({ from, agent, recalledAt }: Message, { channel, agent: own }: { channel: Conversation['channel']; agent: string | undefined }): boolean =>
  channel === 'chat' && from === 'agent' && agent !== undefined && agent === own && recalledAt === undefined;
