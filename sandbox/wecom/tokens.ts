import type { Clock } from '../clock';

export interface WecomTokens {
  /** `gettoken`: the same token while it is valid. */
  issue(secret: string): { value: string; expiresIn: number };
  /** 0 = good, else 41001 missing, 40014 unknown or invalidated early, 42001 expired. */
  check(value: string): 0 | 41001 | 40014 | 42001;
  /** `expired` makes every token answer 42001, `killed` 40014. */
  invalidate(how: 'expired' | 'killed'): void;
  reset(): void;
}

const LIFE_MS = 7200_000;

/** Tokens begin with `wecom_`: the sandbox's front door tells the platforms' shared paths apart by it. */
export const TOKEN_MARK = 'wecom_';

export function createWecomTokens(clock: Clock, newValue: () => string): WecomTokens {
  const expiry = new Map<string, number>();
  const bySecret = new Map<string, string>();
  return {
    issue(secret) {
      const held = bySecret.get(secret);
      const until = held === undefined ? 0 : (expiry.get(held) ?? 0);
      if (held !== undefined && until > clock.now()) return { value: held, expiresIn: Math.floor((until - clock.now()) / 1000) };
      const value = `${TOKEN_MARK}${newValue()}`;
      bySecret.set(secret, value);
      expiry.set(value, clock.now() + LIFE_MS);
      return { value, expiresIn: LIFE_MS / 1000 };
    },
    check(value) {
      if (value === '') return 41001;
      const until = expiry.get(value);
      if (until === undefined) return 40014;
      return clock.now() < until ? 0 : 42001;
    },
    invalidate(how) {
      if (how === 'killed') expiry.clear();
      for (const value of expiry.keys()) expiry.set(value, clock.now());
    },
    reset() {
      expiry.clear();
      bySecret.clear();
    },
  };
}
