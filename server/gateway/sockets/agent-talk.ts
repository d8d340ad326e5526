import { errors, type ErrorCode } from '../../../shared/errors';
import { mostWatched, readAgentFrame, type FromAgent, type ToAgent } from '../../../shared/frames/agent';
import { may } from '../../../shared/permissions';
import type { Desk } from '../../desk/desk';
import type { Language } from '../language';
import { hashToken, isToken } from '../tokens';
import type { Talker } from './audience';
import type { CloseReason } from './line';
import type { Overviews } from './overviews';
import type { Watching } from './watching';

type Frame<N extends FromAgent['type']> = Extract<FromAgent, { type: N }>;
type Asker = Parameters<Desk['workbench']['queue']>[0];

interface Login {
  hash: string;
  person: string;
  asker: Asker;
  device: string;
  /** After this (ms) it is over by itself. */
  expiresAt: number;
}

export interface AgentTalkNeeds {
  desk: Pick<Desk, 'chat' | 'staff' | 'workbench' | 'agent'>;
  overviews: Overviews;
  watching: Watching;
  /** Milliseconds since 1970. */
  now(): number;
  pingMs: number;
  language: Language;
  /** As the request had it. */
  token: string | undefined;
  known(agent: string): void;
  send(frame: ToAgent): void;
  close(reason: CloseReason): void;
  gone(): void;
}

/** What one socket of an agent says and is answered. */
export interface AgentTalk extends Talker {
  /** Whose it is, once he has said so. */
  person(): string | undefined;
}

export function createAgentTalk(needs: AgentTalkNeeds): AgentTalk {
  const { desk, overviews, watching, now, pingMs, language, token: carried, known, send, close } = needs;
  const shown = new Map<string, () => void>();
  let login: Login | undefined;
  let stopOverview = (): void => undefined;
  let isOver = false;
  /** What keeps him there, still under way. */
  let seeing: Promise<unknown> = Promise.resolve();

  const refused = (code: ErrorCode, conversation?: string): void => send({ type: 'refused', code, message: errors[code][language], ...(conversation !== undefined && { conversation }) });

  function goodbye(code: ErrorCode, reason: CloseReason): void {
    refused(code);
    close(reason);
  }

  /** Whom this session lets work, now. */
  async function working(hash: string): Promise<Omit<Login, 'device'> | undefined> {
    const found = await desk.staff.find(hash);
    if (found?.person.agent === undefined || !may(found.person.role, 'work')) return undefined;
    const { person: { id, agent, role }, session } = found;
    return { hash, person: id, asker: { agent, supervises: may(role, 'supervise') }, expiresAt: session.expiresAt };
  }

  function seen(opened: boolean): Promise<unknown> {
    if (!login || isOver) return Promise.resolve();
    const { asker: { agent }, device } = login;
    seeing = desk.agent.deviceSeen({ agent, device, ...(opened && { opened }) });
    return seeing;
  }

  async function hello({ device, token = carried, watching: shows = [] }: Frame<'hello'>): Promise<void> {
    const found = token !== undefined && isToken(token) ? await working(hashToken(token)) : undefined;
    if (!found) return goodbye('login-needed', 'login');
    if (isOver) return;
    login = { ...found, device };
    const { agent } = found.asker;
    known(agent);
    await seen(true);
    send({ type: 'ready', pingMs, now: now(), status: await desk.workbench.status(agent) });
    const stop = await overviews.open(found.asker, send);
    if (isOver) return stop();
    stopOverview = stop;
    for (const { conversation, after } of shows) await watch(found.asker, conversation, after);
  }

  async function watch(asker: Asker, conversation: string, after: number): Promise<void> {
    if (shown.size >= mostWatched && !shown.has(conversation)) return refused('too-many-requests', conversation);
    const readable = await desk.workbench.readable(asker, conversation);
    if (!readable) return refused('conversation-unknown', conversation);
    if (isOver) return;
    unwatch(conversation);
    const stop = watching.watch(asker, conversation, Math.min(after, readable.seq), send, () => {
      shown.delete(conversation);
      refused('conversation-unknown', conversation);
    });
    shown.set(conversation, stop);
    const seq = await desk.chat.readUpTo(conversation, 'visitor');
    if (seq > 0) send({ type: 'read', conversation, seq });
  }

  function unwatch(conversation: string): void {
    shown.get(conversation)?.();
    shown.delete(conversation);
  }

  /** Only who has it may show the visitor that he writes or reads. */
  async function sign(frame: Frame<'typing' | 'read'>, { agent }: Asker): Promise<void> {
    const { conversation } = frame;
    const own = await desk.workbench.owned(agent, conversation);
    if (!own) return refused('not-owner', conversation);
    if (frame.type === 'typing') return desk.chat.sign({ conversation, by: 'agent', sign: 'typing' });
    const seq = Math.min(frame.seq, own.seq);
    desk.workbench.read(agent, conversation, seq);
    await desk.chat.sign({ conversation, by: 'agent', sign: 'read', seq });
  }

  async function act(frame: FromAgent): Promise<void> {
    if (!login) return frame.type === 'hello' ? hello(frame) : goodbye('login-needed', 'login');
    switch (frame.type) {
      case 'hello': return goodbye('bad-request', 'badFrame');
      case 'pong': return void (await seen(false));
      case 'watch': return watch(login.asker, frame.conversation, frame.after);
      case 'unwatch': return unwatch(frame.conversation);
      case 'typing':
      case 'read': return sign(frame, login.asker);
    }
  }

  function end(): void {
    isOver = true;
    stopOverview();
    for (const stop of shown.values()) stop();
    shown.clear();
    needs.gone();
  }

  return {
    refused,
    person: () => login?.person,
    isKnown: () => login !== undefined,
    async heard(text) {
      const frame = readAgentFrame(text);
      if (frame) await act(frame);
      else goodbye('bad-request', 'badFrame');
    },
    async checkLogin() {
      if (!login || isOver) return;
      const { hash, asker, device, expiresAt } = login;
      const found = await working(hash);
      if (isOver || (found?.asker.agent === asker.agent && found.asker.supervises === asker.supervises)) return;
      end();
      goodbye('login-needed', 'login');
      // Whoever signed out is gone at once; a session that has only grown too old leaves him his grace.
      await seeing;
      if (expiresAt > now()) await desk.agent.deviceLeft(asker.agent, device);
    },
    end,
  };
}
