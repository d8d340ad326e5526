import type { ErrorCode } from '../../../shared/errors';

/**
 * Why there is no answer: the server's own stable code, or
 * `offline` (no way to the server), `timeout` (whether it was done is unknown), `bad-answer` (something else answered, such as a proxy).
 */
export type FailureCode = ErrorCode | 'offline' | 'timeout' | 'bad-answer';

export interface Failure {
  code: FailureCode;
  /** What exactly is in the way; its form belongs to the code. */
  detail?: unknown;
  /** When it makes sense to try again. */
  retryAfterSeconds?: number;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };
