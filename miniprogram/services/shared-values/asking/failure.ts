import { errors, type ErrorCode } from '../errors';

/**
 * Why an answer did not come: the server's own stable code, or
 * `offline` (no way to the server), `timeout` (outcome unknown), `bad-answer` (something else answered, such as a hotel's login page),
 * `wechat-login` (WeChat gave no login code).
 */
export type FailureCode = ErrorCode | 'offline' | 'timeout' | 'bad-answer' | 'wechat-login';

export interface Failure {
  readonly code: FailureCode;
  /** The server's Retry-After in milliseconds, 0 without one. */
  readonly retryAfterMs: number;
}

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.prototype.hasOwnProperty.call(errors, code);

/** Reads a refusal. A code this release does not know falls back to the kind of its status. */
export const failureOf = (status: number, body: unknown, retryAfter: string): Failure => {
  const seconds = Number(retryAfter);
  const retryAfterMs = retryAfter !== '' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
  const code: unknown = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  if (isErrorCode(code)) return { code, retryAfterMs };
  // from whoever stands before the server
  if (status === 413) return { code: 'too-large', retryAfterMs };
  if (status >= 500) return { code: 'unavailable', retryAfterMs };
  return { code: status === 401 ? 'login-needed' : 'bad-answer', retryAfterMs };
};

export const isFailureCode = (code: unknown): code is FailureCode => isErrorCode(code) || code === 'offline' || code === 'timeout' || code === 'bad-answer' || code === 'wechat-login';
