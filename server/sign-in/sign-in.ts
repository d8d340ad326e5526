import type { Identity } from '../../shared/identity';

export type SignedIn = { kind: 'identity'; identity: Identity } | { kind: 'refused'; why: string; retryAfterSeconds?: number } | { kind: 'unavailable'; why: string };

/** Who stands behind a login code of a platform. */
export interface SignIn {
  /** `site` is the mini-program's key; absent: the only one. */
  visitor(code: string, site?: string): Promise<SignedIn>;
}

/** What a browser brings along when somebody of the staff wants to sign in. */
export interface StaffStart {
  userAgent: string;
  /** Where the platform sends him back to, with `code` and `state`. */
  back: string;
  /** At most 128 letters and digits; comes back as it is. */
  state: string;
  language: 'zh' | 'en';
}

/** Who of the staff stands behind a login code of the platform the agents work in. */
export interface StaffSignIn {
  /** The platform's page that gives the code: another one inside its own client than in a browser. */
  page(start: StaffStart): string;
  /** `why` of a refusal: `outsider` for somebody who is no member, else a platform's reason such as `login-code:40029`. */
  staff(code: string): Promise<SignedIn>;
}
