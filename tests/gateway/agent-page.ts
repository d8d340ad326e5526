import type { ReplyRequest } from '../../shared/http/agent';
import type { Static } from '@sinclair/typebox';
import { ToAgent, type FromAgent, type Told } from '../../shared/frames/agent';
import type { Message } from '../../shared/message';
import type { Role } from '../../shared/permissions';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { until } from '../journeys/until';
import { bearer, type House } from './house';
import { callerWith, type Caller } from './staff-of';
import { openSocketPage, type SocketPage } from './socket-page';

export const OWN = 'http://127.0.0.1';

/** An agent's workbench: its socket, and what he does over HTTP. */
export interface AgentPage extends SocketPage<ToAgent, FromAgent> {
  http: Caller;
  device: string;
  /** The next of this kind that nobody has asked for yet. */
  told<K extends Told['kind']>(kind: K): Promise<Extract<Told, { kind: K }>>;
  /** What he has of a conversation by `messages`; throws when a frame leaves a gap. */
  messages(conversation: string): Message[];
  /** What stands in a list by `mine`, `queue`, `line` and `gone`. */
  list(list: 'mine' | 'queue'): string[];
  unread(conversation: string): number | undefined;
  send(conversation: string, text: string, more?: Partial<Static<typeof ReplyRequest>>): ReturnType<Caller['send']>;
}

let count = 0;

/** A session of somebody of the staff. */
export async function signedIn(house: House, login: string, role: Role = 'agent', agent = login): Promise<string> {
  const { people } = house.floor.records;
  await people.saveStaff({ id: login, login, name: login, role, disabled: false, agent });
  const token = makeToken((size) => Buffer.from(`${login}-${(count += 1)}`.padEnd(size, '.')));
  await people.openSession({ hash: hashToken(token), kind: 'staff', subject: login, createdAt: 0, expiresAt: house.floor.clock.now + 86_400_000 });
  return token;
}

export const connectAgent = (address: string, headers: Record<string, string> = { origin: OWN }): Promise<SocketPage<ToAgent, FromAgent>> =>
  openSocketPage<typeof ToAgent, FromAgent>(`${address}/ws/agent`, ToAgent, { headers });

/** Signed in and ready, with his lists. */
export async function agentPage(
  house: House, address: string, token: string, { device = 'device-one', watching, connect = connectAgent }: { device?: string; watching?: { conversation: string; after: number }[]; connect?: typeof connectAgent } = {},
): Promise<AgentPage> {
  const page = await connect(address);
  page.say({ type: 'hello', token, device, ...(watching && { watching }) });
  await page.next('queue');
  const http = callerWith(house, bearer(token));
  const { frames } = page;
  const toldSoFar = new Set<ToAgent>();
  return {
    ...page, http, device,
    told: (kind) => until(`told ${kind}`, () => {
      const found = frames.find((frame): frame is Extract<Told, { kind: typeof kind }> => frame.type === 'told' && frame.kind === kind && !toldSoFar.has(frame));
      if (found) toldSoFar.add(found);
      return found;
    }),
    messages(conversation) {
      const messages: Message[] = [];
      let seq: number | undefined;
      for (const frame of frames) {
        if (frame.type !== 'messages' || frame.conversation !== conversation) continue;
        if (seq !== undefined && frame.after !== seq) throw new Error(`after ${seq} came what is after ${frame.after}`);
        messages.push(...frame.messages);
        seq = frame.seq;
      }
      return messages;
    },
    list(list) {
      let ids: string[] = [];
      for (const frame of frames) {
        if (frame.type === list) ids = frame.conversations.map(({ conversation }) => conversation.id);
        if (frame.type === 'gone' && frame.list === list) ids = ids.filter((id) => id !== frame.conversation);
        if (frame.type === 'line' && frame.list === list && !ids.includes(frame.line.conversation.id)) ids.push(frame.line.conversation.id);
      }
      return ids;
    },
    unread(conversation) {
      const lines = frames.flatMap((frame) => (frame.type === 'mine' ? frame.conversations : frame.type === 'line' && frame.list === 'mine' ? [frame.line] : []));
      return lines.findLast((line) => line.conversation.id === conversation)?.unread;
    },
    send: (conversation, text, more = {}) =>
      http.send('POST', `/api/agent/conversations/${conversation}/messages`, { body: { kind: 'text', text }, clientId: `client-${(count += 1)}-0000`, ...more }),
  };
}
