import type { Static } from '@sinclair/typebox';
import type { Conversation } from '../../../shared/conversation';
import type { ColleaguesAnswer, ReplyAnswer, TransferAnswer, TransferRequest } from '../../../shared/http/agent';
import type { Send } from '../../frame/api/send';

type Changed = { conversation: Conversation };
const at = (conversation: string, act: string): string => `/api/agent/conversations/${encodeURIComponent(conversation)}/${act}`;

/** What an agent does with a conversation besides answering. */
export const actsApi = (send: Send) => ({
  take: (conversation: string) => send<Changed>('POST', at(conversation, 'take')),
  handBack: (conversation: string) => send<Changed>('POST', at(conversation, 'hand-back')),
  end: (conversation: string) => send<Changed>('POST', at(conversation, 'end')),
  askSurvey: (conversation: string) => send<Changed>('POST', at(conversation, 'survey')),
  passOn: (conversation: string, body: Static<typeof TransferRequest>) => send<Static<typeof TransferAnswer>>('POST', at(conversation, 'transfer'), { body }),
  recall: (conversation: string, seq: number) => send<Static<typeof ReplyAnswer>>('POST', at(conversation, `messages/${seq}/recall`)),
  /** His answer to a colleague who asks him to take a conversation over. */
  answer: (conversation: string, accept: boolean) => send<Changed | undefined>('POST', at(conversation, 'transfer-answer'), { body: { accept } }),
  colleagues: () => send<Static<typeof ColleaguesAnswer>>('GET', '/api/agent/colleagues'),
});
