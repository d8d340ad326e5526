import type { Phone, Timers } from './phone';
import type { Answer, Send } from './request';
import type { Storage } from './storage';

type Ticket = { readonly token: string; readonly expiresAt: number };
export type SignedIn = { readonly ok: true; readonly token: string } | Extract<Answer, { ok: false }>;

const storageKey = 'zhida.session';
const loginLimitMs = 10_000;
/** A token that ends within this time is not worth a round trip that ends in a refusal. */
const marginMs = 60_000;

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null &&
  'token' in value && typeof value.token === 'string' && value.token !== '' &&
  'expiresAt' in value && typeof value.expiresAt === 'number';

export interface Session {
  readonly send: Send;
  /** His token; `refused` is one that the server no longer takes. */
  token(refused?: string): Promise<SignedIn>;
}

/**
 * Requests in the visitor's name: signs in with WeChat's login code when there is no token, keeps it on the phone, and after a 401 signs in
 * once more and repeats the request. However many requests wait, one login is under way.
 */
export const createSession = ({ phone, storage, timers, send }: { phone: Phone; storage: Storage; timers: Timers; send: Send }): Session => {
  let login: Promise<SignedIn> | undefined;

  const kept = (): string | undefined => {
    const ticket = storage.read(storageKey);
    return isTicket(ticket) && ticket.expiresAt > timers.now() + marginMs ? ticket.token : undefined;
  };

  const code = (): Promise<string> =>
    new Promise((resolve) => {
      phone.login({ timeout: loginLimitMs, success: (result) => resolve(result.code), fail: () => resolve('') });
    });

  const signIn = async (): Promise<SignedIn> => {
    const fresh = await code();
    if (fresh === '') return { ok: false, code: 'wechat-login', retryAfterMs: 0 };
    const answer = await send({ method: 'POST', path: '/api/visitor/login', body: { code: fresh } });
    if (!answer.ok) return answer;
    if (!isTicket(answer.data)) return { ok: false, code: 'bad-answer', retryAfterMs: 0 };
    storage.write(storageKey, { token: answer.data.token, expiresAt: answer.data.expiresAt });
    return { ok: true, token: answer.data.token };
  };

  const signInOnce = (): Promise<SignedIn> => {
    login ??= signIn().finally(() => {
      login = undefined;
    });
    return login;
  };

  /** A token other than the refused one means that somebody else has signed in meanwhile. */
  const token = async (refused?: string): Promise<SignedIn> => {
    const current = login === undefined ? kept() : undefined;
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
