import type { App } from '../fastify-app';
import type { AuthParts } from './auth-parts';
import { ownSessions } from './own-sessions';
import { secondFactor } from './second-factor';
import { staffLogin } from './staff-login';
import { wecomLogin } from './wecom-login';

/** `/api/auth/*`: how staff sign in and out. */
export const auth = (parts: AuthParts) => async (app: App): Promise<void> => {
  await app.register(staffLogin(parts));
  await app.register(wecomLogin(parts));
  await app.register(ownSessions(parts));
  await app.register(secondFactor(parts));
};
