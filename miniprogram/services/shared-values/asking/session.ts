import type { Answer, Send } from './ask';
import type { Storage } from './storage';
import type { Timers } from './timers';

type Ticket = { readonly token: string; readonly expiresAt: number };
export type SignedIn = { readonly ok: true; readonly token: string } | Extract<Answer, { ok: false }>;

export interface Session {
  /** Requests in the visitor's name: after a 401 he is signed in once more and the request repeated. */
  readonly send: Send;
  /** His token; `refused` is one the server no longer takes. */
  token(refused?: string): Promise<SignedIn>;
}

const storageKey = 'zhida.session';
/** A token that ends within this time is not worth a round trip that ends in a refusal. */
const marginMs = 60_000;

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null &&
  'token' in value && typeof value.token === 'string' && value.token !== '' &&
  'expiresAt' in value && typeof value.expiresAt === 'number';

/** Signs the visitor in by `login` when there is no token, and keeps it. However many requests wait, one login is under way. */
export const createSession = ({ login, storage, timers, send }: { login(): Promise<Answer>; storage: Storage; timers: Timers; send: Send }): Session => {
  let underWay: Promise<SignedIn> | undefined;

  const kept = (): string | undefined => {
    const ticket = storage.read(storageKey);
    return isTicket(ticket) && ticket.expiresAt > timers.now() + marginMs ? ticket.token : undefined;
  };

  const signIn = async (): Promise<SignedIn> => {
    const answer = await login();
    if (!answer.ok) return answer;
    if (!isTicket(answer.data)) return { ok: false, code: 'bad-answer', retryAfterMs: 0 };
    storage.write(storageKey, { token: answer.data.token, expiresAt: answer.data.expiresAt });
    return { ok: true, token: answer.data.token };
  };

  const signInOnce = (): Promise<SignedIn> => {
    underWay ??= signIn().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  /** A token other than the refused one means that somebody else has signed in meanwhile. */
  const token = async (refused?: string): Promise<SignedIn> => {
    const current = underWay === undefined ? kept() : undefined;
    return current === undefined || current === refused ? signInOnce() : { ok: true, token: current };
  };

  return {
    token,
    async send(ask) {
      const as = (value: string): Promise<Answer> => send({ ...ask, header: { ...ask.header, authorization: `Bearer ${value}` } });
      const first = await token();
      if (!first.ok) return first;
      const answer = await as(first.token);
      if (answer.ok || answer.code !== 'login-needed') return answer;
      const second = await token(first.token);
      return second.ok ? as(second.token) : second;
    },
  };
};
