import { textOf, type CallFailure, type CallResult } from './answer';
import type { PlatformHttp } from './http';

/** Where nodes share a token. Losing it costs one more request, never a message. */
export interface TokenStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** One holder at a time among all nodes: answers how to give it back, or `undefined` while another has it. Ends by itself after `ttlMs`. */
  turn(key: string, ttlMs: number): Promise<(() => Promise<void>) | undefined>;
}

export type TokenResult = { readonly ok: true; readonly token: string } | CallFailure;

export interface TokenKeeper {
  get(): Promise<TokenResult>;
  /** The platform refused `used`: answers another one, somebody else's newer one first. */
  replace(used: string): Promise<TokenResult>;
  /** The platform refused `token` although it was just fetched: the second failure, after which fetching may be forced. */
  distrust(token: string): void;
}

/** How one platform issues tokens. */
export interface TokenSource {
  readonly key: string;
  /** `force` is asked for only after two refusals in a row. */
  fetch(force: boolean): Promise<CallResult>;
  readonly canForce: boolean;
}

export interface TokenKeeperOptions {
  readonly source: TokenSource;
  readonly store: TokenStore;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** 0 ≤ x < 1, so that nodes do not renew in the same second. */
  readonly random: () => number;
}

/** WeChat: forced renewals count 20 a day and must lie 30 s apart. */
const FORCE_GAP_MS = 60_000;
/** WeCom: 2000 failing gettoken calls an hour block the corp for an hour; at most one a minute stays far below. */
const MAX_PAUSE_MS = 60_000;
/** Failures further apart are not the same trouble. */
const CALM_MS = 120_000;
const TURN_MS = 15_000;
const POLL_MS = 250;
const POLLS = 20;

/** Keeps one token alive: one fetch at a time in the process, one node at a time among several, pauses after failures. */
export function createTokenKeeper({ source, store, now, wait, random }: TokenKeeperOptions): TokenKeeper {
  let held: { readonly token: string; readonly until: number } | undefined;
  let flight: Promise<TokenResult> | undefined;
  let refused: string | undefined;
  let mayForce = false;
  let forcedAt = -Infinity;
  let failures = 0;
  let failedAt = -Infinity;
  let pausedUntil = -Infinity;
  let last: TokenResult | undefined;

  async function adopt(): Promise<TokenResult | undefined> {
    const stored = await store.get(source.key).catch(() => undefined);
    const [, until, token] = /^([0-9]+) (.+)$/.exec(stored ?? '') ?? [];
    if (until === undefined || token === undefined || token === refused || Number(until) <= now()) return undefined;
    held = { token, until: Number(until) };
    return { ok: true, token };
  }

  /** A store that fails must not stop the sending: the token is then fetched without a turn. */
  async function turn(key: string, ttlMs: number): Promise<(() => Promise<void>) | undefined> {
    return store.turn(key, ttlMs).catch(() => async () => undefined);
  }

  async function renew(): Promise<TokenResult> {
    const theirs = await adopt();
    if (theirs !== undefined) return theirs;
    if (last !== undefined && now() < pausedUntil) return last;
    const release = await turn(source.key, TURN_MS);
    for (let poll = 0; poll < (release === undefined ? POLLS : 1); poll += 1) {
      if (release === undefined) await wait(POLL_MS);
      const fresh = await adopt();
      if (fresh !== undefined) {
        await release?.().catch(() => undefined);
        return fresh;
      }
    }
    const result = await fetchToken();
    await release?.().catch(() => undefined);
    return result;
  }

  async function fetchToken(): Promise<TokenResult> {
    const force = mayForce && source.canForce && now() - forcedAt >= FORCE_GAP_MS && (await turn(`${source.key}:force`, FORCE_GAP_MS)) !== undefined;
    if (force) {
      forcedAt = now();
      mayForce = false;
    }
    const answer = await source.fetch(force);
    last = answer.ok ? await keep(answer.body) : answer;
    // The same token again after a refusal is a failure too: nothing may ask for it in a loop.
    if (last.ok && last.token !== refused) pausedUntil = -Infinity;
    else pause();
    return last;
  }

  function pause(): void {
    failures = now() - failedAt > CALM_MS ? 1 : failures + 1;
    failedAt = now();
    pausedUntil = failedAt + Math.min(MAX_PAUSE_MS, 500 * 2 ** Math.min(failures, 10));
  }

  async function keep(body: Readonly<Record<string, unknown>>): Promise<TokenResult> {
    const token = textOf(body, 'access_token');
    const seconds = Number(body.expires_in);
    if (token === '' || !(seconds > 0)) return { ok: false, kind: 'unknown', why: 'no token in the answer' };
    // WeChat renews in a token's last 5 minutes and keeps both alive for 5 more; a shorter life is used by half.
    const ttlMs = Math.floor(Math.max(seconds - 300 - random() * 60, seconds / 2) * 1000);
    const until = now() + ttlMs;
    held = { token, until };
    await store.set(source.key, `${until} ${token}`, ttlMs).catch(() => undefined);
    return { ok: true, token };
  }

  function renewOnce(): Promise<TokenResult> {
    flight ??= renew().finally(() => { flight = undefined; });
    return flight;
  }

  return {
    async get() {
      if (held !== undefined && now() < held.until) return { ok: true, token: held.token };
      return renewOnce();
    },
    async replace(used) {
      if (held !== undefined && held.token !== used && now() < held.until) return { ok: true, token: held.token };
      if (held?.token === used) {
        held = undefined;
        refused = used;
      }
      return renewOnce();
    },
    distrust(token) {
      if (held?.token !== token) return;
      held = undefined;
      refused = token;
      mayForce = true;
      pause();
    },
  };
}

/** WeChat stable_token: in normal mode it answers the same token while that is valid, whoever else asks. */
export function wechatTokenSource(http: PlatformHttp, appId: string, secret: string): TokenSource {
  const request = { grant_type: 'client_credential', appid: appId, secret };
  return {
    key: `token:wechat:${appId}`,
    canForce: true,
    fetch: (force) => http.call({ method: 'POST', path: '/cgi-bin/stable_token', json: force ? { ...request, force_refresh: true } : request }),
  };
}

/** WeCom gettoken: one token per application. */
export function wecomTokenSource(http: PlatformHttp, corpId: string, agentId: string, secret: string): TokenSource {
  return {
    key: `token:wecom:${corpId}:${agentId}`,
    canForce: false,
    fetch: () => http.call({ method: 'GET', path: '/cgi-bin/gettoken', query: { corpid: corpId, corpsecret: secret } }),
  };
}

/** Without a token nothing was sent, however the fetching failed; the platform's own refusal keeps its code. */
export function asNotSent(failure: CallFailure): CallFailure {
  return failure.kind === 'unknown' ? { ok: false, kind: 'not-sent', why: `no token: ${failure.why}` } : failure;
}
