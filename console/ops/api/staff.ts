import type { Static } from '@sinclair/typebox';
import type { StaffAnswer, StaffCreateRequest, StaffListAnswer, StaffRequest } from '../../../shared/http/ops-people';
import type { Send } from '../../frame/api/send';

export type StaffLogin = Static<typeof StaffAnswer>;

/** `/api/ops/staff`: who may sign in, and as what. */
export const staffApi = (send: Send) => ({
  list: () => send<Static<typeof StaffListAnswer>>('GET', '/api/ops/staff'),
  add: (body: Static<typeof StaffCreateRequest>) => send<StaffLogin>('POST', '/api/ops/staff', { body }),
  change: (id: string, body: Static<typeof StaffRequest>) => send<StaffLogin>('PUT', `/api/ops/staff/${encodeURIComponent(id)}`, { body }),
  /** For somebody who lost his phone and his recovery codes. */
  resetSecondFactor: (id: string) => send<undefined>('POST', `/api/ops/staff/${encodeURIComponent(id)}/second-factor/reset`),
  resetPassword: (id: string, password: string) => send<StaffLogin>('POST', `/api/ops/staff/${encodeURIComponent(id)}/password`, { body: { password } }),
});
