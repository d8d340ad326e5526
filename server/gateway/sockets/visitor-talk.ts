import { errors, type ErrorCode } from '../../../shared/errors';
import { readVisitorFrame, type FromVisitor, type ToVisitor } from '../../../shared/frames/visitor';
import type { SaidBody } from '../../../shared/http/chat';
import type { Desk } from '../../desk/desk';
import type { Language } from '../language';
import type { Origins } from '../origins';
import { hashToken, isToken } from '../tokens';
import type { Following } from './following';
import type { CloseReason } from './line';

type Frame<N extends FromVisitor['type']> = Extract<FromVisitor, { type: N }>;
type Session = NonNullable<Awaited<ReturnType<Desk['visitor']['session']>>>;
/** What a refusal is about. */
type About = Pick<Extract<ToVisitor, { type: 'refused' }>, 'clientId' | 'conversation' | 'detail'>;

/** Words shown at once to who opens a conversation without naming what he has; older ones by `history`. */
const LATEST = 50;

export interface TalkNeeds {
  desk: Pick<Desk, 'chat' | 'visitor' | 'view'>;
  following: Following;
  opening: ReturnType<Desk['attempts']>;
  /** Milliseconds since 1970. */
  now(): number;
  pingMs: number;
  /** As the request had them. */
  language: Language;
  origins: Origins;
  origin: string | undefined;
  bearer: string | undefined;
  /** He has said who he is. */
  known(visitor: string): void;
  send(frame: ToVisitor): void;
  close(reason: CloseReason): void;
}

/** What one socket of a visitor says and is answered. */
export interface Talk {
  heard(text: string): Promise<void>;
  refused(code: ErrorCode, about?: About): void;
  isKnown(): boolean;
  /** His login may have ended, or he was erased. */
  checkLogin(): Promise<void>;
  end(): void;
}

const isBlank = (body: SaidBody): boolean => (body.kind === 'text' && body.text.trim() === '') || (body.kind === 'card' && body.title.trim() === '');

export function createTalk({ desk, following, opening, now, pingMs, language, origins, origin, bearer, known, send, close }: TalkNeeds): Talk {
  const shown = new Map<string, () => void>();
  let login: { token: string; session: Session } | undefined;
  let isOver = false;

  const refused = (code: ErrorCode, about: About = {}): void => send({ type: 'refused', code, message: errors[code][language], ...about });

  async function follow(conversation: string, after: number): Promise<void> {
    if (isOver || shown.has(conversation)) return;
    shown.set(conversation, following.follow(conversation, after, send));
    const seq = await desk.chat.readUpTo(conversation, 'agent');
    if (seq > 0) send({ type: 'read', conversation, seq });
  }

  /** Shown from now on; says so, unless it is shown already. */
  async function show(conversation: string, after: number, clientId?: string): Promise<void> {
    const state = await desk.chat.state(conversation);
    if (!state) return;
    send({ type: 'opened', ...(clientId !== undefined && { clientId }), state });
    await follow(conversation, after);
  }

  async function hello({ token = bearer, after = [] }: Frame<'hello'>): Promise<void> {
    const session = token !== undefined && isToken(token) ? await desk.visitor.session(hashToken(token)) : undefined;
    if (!session || token === undefined) return goodbye('login-needed', 'login');
    if (!origins.fits(origin, desk.view().siteOf(session.identity.account))) return goodbye('origin-refused', 'login');
    login = { token, session };
    known(session.visitor);
    send({ type: 'ready', pingMs, now: now() });
    for (const { conversation, seq } of after) {
      const own = await desk.chat.own(session.visitor, conversation);
      if (own) await follow(conversation, Math.min(seq, own.seq));
      else refused('conversation-unknown', { conversation });
    }
  }

  function goodbye(code: ErrorCode, reason: CloseReason): void {
    refused(code);
    close(reason);
  }

  async function open({ entry, clientId, after }: Frame<'open'>, session: Session): Promise<void> {
    if ((await opening.take(session.visitor)) > 0) return refused('too-many-requests', { clientId });
    const opened = await desk.chat.open(session, { entry, clientId });
    if (opened.kind === 'entry-unknown') return refused('entry-unknown', { clientId });
    if (opened.kind === 'turned-away') return refused(opened.code, { clientId, detail: opened.state });
    const { id, seq } = opened.conversation;
    await show(id, Math.min(after ?? Math.max(0, seq - LATEST), seq), clientId);
  }

  async function say({ entry, clientId, body }: Frame<'say'>, session: Session): Promise<void> {
    if (isBlank(body)) return refused('bad-request', { clientId });
    const said = await desk.chat.say(session, { entry, clientId, body });
    if (said.kind !== 'stored') return refused(said.kind, { clientId });
    const { conversation, message } = said;
    if (!shown.has(conversation.id)) await show(conversation.id, message.seq - 1);
    send({ type: 'ack', clientId, conversation: conversation.id, seq: message.seq, at: message.at });
  }

  async function sign(frame: Frame<'typing' | 'read'>, session: Session): Promise<void> {
    const { conversation } = frame;
    const own = await desk.chat.own(session.visitor, conversation);
    if (!own) return refused('conversation-unknown', { conversation });
    if (frame.type === 'typing') await desk.chat.sign({ conversation, by: 'visitor', sign: 'typing' });
    else await desk.chat.sign({ conversation, by: 'visitor', sign: 'read', seq: Math.min(frame.seq, own.seq) });
  }

  async function history({ conversation, before, limit }: Frame<'history'>, session: Session): Promise<void> {
    const found = await desk.chat.before(session.visitor, conversation, before, limit);
    if (found) send({ type: 'history', conversation, before, ...found });
    else refused('conversation-unknown', { conversation });
  }

  async function end({ conversation }: Frame<'end'>, session: Session): Promise<void> {
    if (!(await desk.chat.end(session.visitor, conversation))) refused('conversation-unknown', { conversation });
  }

  async function rate({ conversation, ...rating }: Frame<'rate'>, session: Session): Promise<void> {
    const rated = await desk.visitor.rate(session.visitor, conversation, rating);
    if (rated.kind === 'refused') return refused(rated.code, { conversation });
    const state = await desk.chat.state(conversation);
    if (state) send({ type: 'state', state });
  }

  async function act(frame: FromVisitor): Promise<void> {
    if (frame.type === 'pong') return;
    if (!login) return frame.type === 'hello' ? hello(frame) : goodbye('login-needed', 'login');
    const { session } = login;
    switch (frame.type) {
      case 'hello': return goodbye('bad-request', 'badFrame');
      case 'open': return open(frame, session);
      case 'say': return say(frame, session);
      case 'typing':
      case 'read': return sign(frame, session);
      case 'history': return history(frame, session);
      case 'end': return end(frame, session);
      case 'rate': return rate(frame, session);
    }
  }

  return {
    refused,
    isKnown: () => login !== undefined,
    async heard(text) {
      const frame = readVisitorFrame(text);
      if (frame) await act(frame);
      else goodbye('bad-request', 'badFrame');
    },
    async checkLogin() {
      if (login && !(await desk.visitor.session(hashToken(login.token)))) goodbye('login-needed', 'login');
    },
    end() {
      isOver = true;
      for (const stop of shown.values()) stop();
      shown.clear();
    },
  };
}
