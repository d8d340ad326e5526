import type { Desk } from '../../desk/desk';
import type { SignIn } from '../../sign-in/sign-in';
import type { App } from '../fastify-app';
import { entries } from './entries';
import { leftMessages } from './left-messages';
import { login } from './login';
import { ownConversations } from './own-conversations';
import { createVisitorSessions } from './visitor-sessions';

export interface VisitorParts {
  desk: Pick<Desk, 'visitor'>;
  /** Absent: no platform is set up, and no login code is worth anything. */
  signIn?: SignIn;
  now(): number;
  randomBytes(size: number): Uint8Array;
}

/** `/api/visitor/*`: what the mini-program asks. */
export const visitor = (parts: VisitorParts) => async (app: App): Promise<void> => {
  const sessions = createVisitorSessions(parts.desk, parts.now);
  await app.register(login(parts));
  await app.register(entries({ ...parts, sessions }));
  await app.register(leftMessages({ ...parts, sessions }));
  await app.register(ownConversations({ ...parts, sessions }));
};
