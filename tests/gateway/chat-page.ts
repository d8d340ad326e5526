import { ToVisitor, type ChatMessage, type FromVisitor } from '../../shared/frames/visitor';
import type { House } from './house';
import { openSocketPage, type SocketPage } from './socket-page';

type Frame<N extends ToVisitor['type']> = Extract<ToVisitor, { type: N }>;

/** A visitor's page over a real socket. */
export interface ChatPage extends SocketPage<ToVisitor, FromVisitor> {
  /** The words people said so far, as shown by `messages`; throws when a frame leaves a gap. */
  words(conversation: string): string[];
  /** How far it knows a conversation. */
  seq(conversation: string): number;
}

export async function connect(address: string, headers: Record<string, string> = {}, options: { autoPong?: boolean } = {}): Promise<ChatPage> {
  const page = await openSocketPage<typeof ToVisitor, FromVisitor>(`${address}/ws/visitor`, ToVisitor, { headers, ...options });
  const { frames } = page;

  function told(conversation: string): { messages: ChatMessage[]; seq: number } {
    const messages: ChatMessage[] = [];
    let seq: number | undefined;
    for (const frame of frames) {
      if (frame.type !== 'messages' || frame.conversation !== conversation) continue;
      if (seq !== undefined && frame.after !== seq) throw new Error(`after ${seq} came what is after ${frame.after}`);
      messages.push(...frame.messages);
      seq = frame.seq;
    }
    return { messages, seq: seq ?? 0 };
  }

  return {
    ...page,
    words: (conversation) => told(conversation).messages.flatMap(({ from, body }) => (from !== 'system' && body.kind === 'text' ? [body.text] : [])),
    seq: (conversation) => told(conversation).seq,
  };
}

/** Signed in and ready. */
export async function chatPage(house: House, address: string, openid: string, after?: { conversation: string; seq: number }[]): Promise<ChatPage> {
  const page = await connect(address);
  page.say({ type: 'hello', token: await house.token(openid), ...(after && { after }) });
  await page.next('ready');
  return page;
}

let ids = 0;
export const newClientId = (): string => `client-${String(ids += 1).padStart(4, '0')}`;

/** Enters by an entry; answers the conversation. */
export async function enter(page: ChatPage, entry: string): Promise<Frame<'opened'>['state']> {
  const clientId = newClientId();
  page.say({ type: 'open', entry, clientId });
  return (await page.next('opened', (frame) => frame.clientId === clientId)).state;
}

/** Says something; answers its acknowledgement. */
export async function speak(page: ChatPage, entry: string, text: string, clientId = newClientId()): Promise<Frame<'ack'>> {
  page.say({ type: 'say', entry, clientId, body: { kind: 'text', text } });
  return page.next('ack', (frame) => frame.clientId === clientId);
}
