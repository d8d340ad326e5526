import type { Clock } from '../clock';
import type { Visitor } from './visitors';

/** Login codes as `wx.login` gives them: 5 minutes, one use. */
export interface LoginCodes {
  issue(openid: string): string;
  redeem(code: string): { ok: true; openid: string } | { ok: false; code: 40029 | 40163 };
  reset(): void;
}

const CODE_MS = 5 * 60_000;
const LOGINS_PER_MINUTE = 100;

export function createLoginCodes(clock: Clock, newCode: () => string): LoginCodes {
  const codes = new Map<string, { openid: string; until: number; used: boolean }>();
  return {
    issue(openid) {
      const code = newCode();
      codes.set(code, { openid, until: clock.now() + CODE_MS, used: false });
      return code;
    },
    redeem(code) {
      const found = codes.get(code);
      if (!found) return { ok: false, code: 40029 };
      if (found.used) return { ok: false, code: 40163 };
      if (clock.now() >= found.until) return { ok: false, code: 40029 };
      found.used = true;
      return { ok: true, openid: found.openid };
    },
    reset: () => codes.clear(),
  };
}

/** Counts one login; false when the visitor's 100 of this minute are used up (45011). */
export function countLogin(visitor: Visitor, now: number): boolean {
  visitor.logins = visitor.logins.filter((at) => at > now - 60_000);
  if (visitor.logins.length >= LOGINS_PER_MINUTE) return false;
  visitor.logins.push(now);
  return true;
}
