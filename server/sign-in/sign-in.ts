import type { Identity } from '../../shared/identity';

export type SignedIn = { kind: 'identity'; identity: Identity } | { kind: 'refused'; why: string; retryAfterSeconds?: number } | { kind: 'unavailable'; why: string };

/** Who stands behind a login code of a platform. */
export interface SignIn {
  /** `site` is the mini-program's key; absent: the only one. */
  visitor(code: string, site?: string): Promise<SignedIn>;
}
