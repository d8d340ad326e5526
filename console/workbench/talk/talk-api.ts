import type { Static } from '@sinclair/typebox';
import type { Conversation } from '../../../shared/conversation';
import type { ConversationDetail, OthersAnswer, ReplyAnswer, ReplyRequest } from '../../../shared/http/agent';
import type { UploadAnswer } from '../../../shared/http/chat';
import type { MessagesAnswer } from '../../../shared/http/visitor';
import type { Send } from '../../frame/api/send';

export type ReplyBody = Static<typeof ReplyRequest>['body'];

const at = (conversation: string, act = ''): string => `/api/agent/conversations/${encodeURIComponent(conversation)}${act}`;

/** What the workbench asks and does about conversations. */
export const talkApi = (send: Send) => ({
  detail: (conversation: string) => send<ConversationDetail>('GET', at(conversation)),
  messages: (conversation: string, after: number) => send<MessagesAnswer>('GET', at(conversation, '/messages'), { query: { after } }),
  reply: (conversation: string, body: ReplyBody, clientId: string) => send<Static<typeof ReplyAnswer>>('POST', at(conversation, '/messages'), { body: { body, clientId } }),
  note: (conversation: string, text: string, clientId: string) => send<Static<typeof ReplyAnswer>>('POST', at(conversation, '/notes'), { body: { text, clientId } }),
  /** Before it is said: a reply names what this answers. */
  sendUp: (file: File) => send<UploadAnswer>('POST', '/api/agent/files', { file }),
  /** Once more what failed or may not have arrived. */
  resend: (conversation: string, seq: number) => send<undefined>('POST', at(conversation, `/messages/${seq}/resend`)),
  take: (conversation: string) => send<{ conversation: Conversation }>('POST', at(conversation, '/take')),
  /** Nothing when nobody waits. */
  next: () => send<{ conversation: Conversation } | undefined>('POST', '/api/agent/next'),
  others: (before?: string) => send<Static<typeof OthersAnswer>>('GET', '/api/agent/others', { query: { before } }),
});
