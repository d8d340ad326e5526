import type { App } from '../fastify-app';
import { chatFiles } from './chat-files';
import { entries } from './entries';
import { facts } from './facts';
import { guardOrigins } from './guard-origins';
import { leftMessages } from './left-messages';
import { login } from './login';
import { ownConversations } from './own-conversations';
import { survey } from './survey';
import { uploads } from './uploads';
import type { VisitorParts } from './visitor-parts';
import { createVisitorSessions } from './visitor-sessions';
import { webLogin } from './web-login';

/** `/api/visitor/*`: what the mini-program and the pages with our widget ask. */
export const visitor = (parts: VisitorParts) => async (app: App): Promise<void> => {
  const sessions = createVisitorSessions(parts.desk, parts.now);
  guardOrigins(app, { ...parts, sessions });
  await app.register(login(parts));
  await app.register(webLogin(parts));
  await app.register(facts({ ...parts, sessions }));
  await app.register(entries({ ...parts, sessions }));
  await app.register(leftMessages({ ...parts, sessions }));
  await app.register(ownConversations({ ...parts, sessions }));
  await app.register(survey({ ...parts, sessions }));
  await app.register(uploads({ ...parts, sessions }));
  await app.register(chatFiles({ ...parts, sessions }));
};
