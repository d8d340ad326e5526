import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import type { Gate } from './gate';
import { ownSessions } from './own-sessions';
import { staffLogin } from './staff-login';

export interface AuthParts {
  desk: Pick<Desk, 'staff'>;
  gate: Gate;
  now(): number;
  randomBytes(size: number): Uint8Array;
  /** People come by https: the cookie never travels without. */
  secure: boolean;
}

/** `/api/auth/*`: how staff sign in and out. */
export const auth = (parts: AuthParts) => async (app: App): Promise<void> => {
  await app.register(staffLogin(parts));
  await app.register(ownSessions(parts));
};
