import type { App } from '../fastify-app';
import { entries } from './entries';
import { leftMessages } from './left-messages';
import { login } from './login';
import { ownConversations } from './own-conversations';
import { survey } from './survey';
import type { VisitorParts } from './visitor-parts';
import { createVisitorSessions } from './visitor-sessions';

/** `/api/visitor/*`: what the mini-program asks. */
export const visitor = (parts: VisitorParts) => async (app: App): Promise<void> => {
  const sessions = createVisitorSessions(parts.desk, parts.now);
  await app.register(login(parts));
  await app.register(entries({ ...parts, sessions }));
  await app.register(leftMessages({ ...parts, sessions }));
  await app.register(ownConversations({ ...parts, sessions }));
  await app.register(survey({ ...parts, sessions }));
};
