import type { Static } from '@sinclair/typebox';
import type { PasswordRequest, SessionAnswer, SessionsAnswer, StaffLoginAnswer, StaffLoginRequest } from '../../../shared/http/auth';
import type { RecoveryAnswer, SecondFactorAnswer, SecondFactorBegun } from '../../../shared/http/second-factor';
import type { Send } from './send';

export type OwnSession = Static<typeof SessionsAnswer>['sessions'][number];

/** `/api/auth/*`. */
export const authApi = (send: Send) => ({
  /** Who is signed in here, if anybody. */
  session: () => send<Static<typeof SessionAnswer>>('GET', '/api/auth/session'),
  signIn: (body: Static<typeof StaffLoginRequest>) => send<StaffLoginAnswer>('POST', '/api/auth/login', { body }),
  signOut: () => send<undefined>('POST', '/api/auth/logout'),
  sessions: () => send<Static<typeof SessionsAnswer>>('GET', '/api/auth/sessions'),
  endSession: (id: string) => send<undefined>('DELETE', `/api/auth/sessions/${encodeURIComponent(id)}`),
  /** All his sessions end, this one too. */
  changePassword: (body: Static<typeof PasswordRequest>) => send<undefined>('POST', '/api/auth/password', { body }),
  secondFactor: () => send<SecondFactorAnswer>('GET', '/api/auth/second-factor'),
  beginSecondFactor: (password: string) => send<SecondFactorBegun>('POST', '/api/auth/second-factor/begin', { body: { password } }),
  /** Answers the recovery codes, this once. */
  confirmSecondFactor: (code: string) => send<Static<typeof RecoveryAnswer>>('POST', '/api/auth/second-factor/confirm', { body: { code } }),
  endSecondFactor: (password: string) => send<undefined>('POST', '/api/auth/second-factor/off', { body: { password } }),
});
