import type { Clock } from '../clock';

export interface WechatToken {
  value: string;
  /** Whole seconds left. */
  expiresIn: number;
}

export interface WechatTokens {
  /** `/cgi-bin/token`: always a new one; the previous works 5 more minutes. undefined = the day's 2000 calls are used up. */
  issue(): WechatToken | undefined;
  /** `/cgi-bin/stable_token`. */
  stable(force: boolean): WechatToken;
  /** 0 = good, else WeChat's error code: 41001 missing, 42001 expired, 40001 unknown or replaced. */
  check(value: string): 0 | 41001 | 42001 | 40001;
  /** `expired` makes every token answer 42001, `killed` 40001. */
  invalidate(how: 'expired' | 'killed'): void;
  reset(): void;
}

interface Held {
  value: string;
  expiresAt: number;
  replaced: boolean;
}

const LIFE_MS = 7200_000;
const OVERLAP_MS = 300_000;
const DAY_MS = 24 * 3_600_000;
const PLAIN_PER_DAY = 2000;
const FORCED_PER_DAY = 20;
const FORCED_APART_MS = 30_000;

/** Two separate families: what happens to one never touches the other. */
export function createWechatTokens(clock: Clock, newValue: () => string): WechatTokens {
  const all = new Map<string, Held>();
  let plain: Held | undefined;
  let steady: Held | undefined;
  let plainCalls: number[] = [];
  let forced: number[] = [];

  const lastDay = (times: number[]) => times.filter((at) => at > clock.now() - DAY_MS);
  const shown = (token: Held): WechatToken => ({ value: token.value, expiresIn: Math.floor((token.expiresAt - clock.now()) / 1000) });
  function create(): Held {
    const token = { value: newValue(), expiresAt: clock.now() + LIFE_MS, replaced: false };
    all.set(token.value, token);
    return token;
  }

  return {
    issue() {
      plainCalls = lastDay(plainCalls);
      if (plainCalls.length >= PLAIN_PER_DAY) return undefined;
      plainCalls.push(clock.now());
      if (plain) {
        plain.replaced = true;
        plain.expiresAt = Math.min(plain.expiresAt, clock.now() + OVERLAP_MS);
      }
      plain = create();
      return shown(plain);
    },
    stable(force) {
      forced = lastDay(forced);
      const last = forced[forced.length - 1] ?? -Infinity;
      if (force && forced.length < FORCED_PER_DAY && clock.now() - last >= FORCED_APART_MS) {
        forced.push(clock.now());
        if (steady) Object.assign(steady, { replaced: true, expiresAt: clock.now() });
        steady = create();
      }
      // In its last 5 minutes the next call gets a new token; the old one lives on to its own end.
      if (!steady || steady.expiresAt - clock.now() < OVERLAP_MS) steady = create();
      return shown(steady);
    },
    check(value) {
      if (value === '') return 41001;
      const token = all.get(value);
      if (!token) return 40001;
      if (clock.now() < token.expiresAt) return 0;
      return token.replaced ? 40001 : 42001;
    },
    invalidate(how) {
      for (const token of all.values()) {
        token.expiresAt = Math.min(token.expiresAt, clock.now());
        if (how === 'killed') token.replaced = true;
      }
    },
    reset() {
      all.clear();
      plain = steady = undefined;
      plainCalls = forced = [];
    },
  };
}
