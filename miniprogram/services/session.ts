import type { Phone } from './phone';
import type { Send } from './shared-values/asking/ask';
import { createSession, type Session } from './shared-values/asking/session';
import type { Storage } from './shared-values/asking/storage';
import type { Timers } from './shared-values/asking/timers';

const loginLimitMs = 10_000;

/** Signs the visitor in with WeChat's login code. */
export const createPhoneSession = ({ phone, storage, timers, send }: { phone: Phone; storage: Storage; timers: Timers; send: Send }): Session => {
  const code = (): Promise<string> =>
    new Promise((resolve) => {
      phone.login({ timeout: loginLimitMs, success: (result) => resolve(result.code), fail: () => resolve('') });
    });

  return createSession({
    storage, timers, send,
    async login() {
      const fresh = await code();
      if (fresh === '') return { ok: false, code: 'wechat-login', retryAfterMs: 0 };
      return send({ method: 'POST', path: '/api/visitor/login', body: { code: fresh } });
    },
  });
};
