import type { Failure } from './failure';

export interface Ask {
  readonly method: 'GET' | 'POST';
  /** Begins with a slash. */
  readonly path: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** `data` is what came over the wire, not yet looked at. A 304 is an answer. */
export type Answer =
  | { readonly ok: true; readonly status: number; readonly data: unknown; readonly etag: string }
  | ({ readonly ok: false } & Failure);

export type Send = (ask: Ask) => Promise<Answer>;

/** Long enough for a bad mobile network, and as long as anybody waits. */
export const askLimitMs = 10_000;

export const noAnswer = (code: 'offline' | 'timeout'): Extract<Answer, { ok: false }> => ({ ok: false, code, retryAfterMs: 0 });
