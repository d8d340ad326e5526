import { Value } from '@sinclair/typebox/value';
import WebSocket from 'ws';
import { ToVisitor, type ChatMessage, type FromVisitor } from '../../shared/frames/visitor';
import { until } from '../journeys/until';
import type { House } from './house';

type Frame<N extends ToVisitor['type']> = Extract<ToVisitor, { type: N }>;

/** A visitor's page over a real socket. */
export interface ChatPage {
  socket: WebSocket;
  frames: ToVisitor[];
  say(frame: FromVisitor): void;
  /** As it is, well formed or not. */
  raw(data: string | Buffer): void;
  /** The next frame of this kind that nobody has asked for yet. */
  next<N extends ToVisitor['type']>(type: N, fits?: (frame: Frame<N>) => boolean): Promise<Frame<N>>;
  /** The words people said so far, as shown by `messages`; throws when a frame leaves a gap. */
  words(conversation: string): string[];
  /** How far it knows a conversation. */
  seq(conversation: string): number;
  /** The code the server closed with. */
  closed(): Promise<number>;
}

const isType = <N extends ToVisitor['type']>(frame: ToVisitor, type: N): frame is Frame<N> => frame.type === type;

export async function connect(address: string, headers: Record<string, string> = {}, options: { autoPong?: boolean } = {}): Promise<ChatPage> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/visitor`, { headers, ...options });
  const frames: ToVisitor[] = [];
  const asked = new Set<ToVisitor>();
  let code: number | undefined;
  socket.on('message', (data: Buffer) => {
    const frame: unknown = JSON.parse(data.toString('utf8'));
    if (!Value.Check(ToVisitor, frame)) throw new Error(`a frame of no known form: ${data.toString('utf8')}`);
    frames.push(frame);
  });
  socket.on('close', (closed) => { code = closed; });
  await new Promise<void>((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
  });
  socket.on('error', () => undefined);

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
    socket, frames,
    say: (frame) => socket.send(JSON.stringify(frame)),
    raw: (data) => socket.send(data),
    next: (type, fits = () => true) => until(`a frame ${type}`, () => {
      const found = frames.find((frame) => !asked.has(frame) && isType(frame, type) && fits(frame));
      if (!found || !isType(found, type)) return undefined;
      asked.add(found);
      return found;
    }),
    words: (conversation) => told(conversation).messages.flatMap(({ from, body }) => (from !== 'system' && body.kind === 'text' ? [body.text] : [])),
    seq: (conversation) => told(conversation).seq,
    closed: () => until('the end of a socket', () => code),
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
