import { Type } from '@sinclair/typebox';
import { Me, PasswordRequest, SessionAnswer, SessionsAnswer } from '../../../shared/http/auth';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import type { AuthParts } from './auth-parts';
import { dropCookie } from './cookie';
import { meOf } from './me';
import { hashPassword, isPassword, PASSWORDS } from './password';

/** Enough of a token's hash to name a session; it opens nothing. */
const NAME_LENGTH = 16;
const security = [{ token: [] }, { cookie: [] }];

/** What somebody does with his own sign-ins. */
export const ownSessions = ({ desk, gate, wecom }: AuthParts) => async (app: App): Promise<void> => {
  const guesses = desk.attempts(PASSWORDS);
  const onRequest = gate.allow('self');

  app.get('/api/auth/me', {
    onRequest, schema: { tags: ['auth'], summary: '我是谁 / who I am', security, response: { 200: Me, ...refusals(401) } },
  }, async (request, reply) => reply.header('cache-control', 'no-store').send(meOf(gate.staff(request))));

  app.get('/api/auth/session', {
    schema: { tags: ['auth'], summary: '我登录了吗 / whether I am signed in, for a page that begins', response: { 200: SessionAnswer } },
  }, async (request, reply) => {
    const session = await gate.find(request);
    return reply.header('cache-control', 'no-store').send({ wecom: wecom !== undefined, ...(session && { me: meOf(session) }) });
  });

  app.post('/api/auth/logout', {
    onRequest, schema: { tags: ['auth'], summary: '退出 / sign out', security, response: { 204: NoContent, ...refusals(401, 403) } },
  }, async (request, reply) => {
    const { person, session } = gate.staff(request);
    await desk.staff.end(person.id, session.hash);
    dropCookie(reply);
    return reply.code(204).send(undefined);
  });

  app.get('/api/auth/sessions', {
    onRequest, schema: { tags: ['auth'], summary: '我的登录 / my sessions', security, response: { 200: SessionsAnswer, ...refusals(401) } },
  }, async (request, reply) => {
    const { person, session } = gate.staff(request);
    const sessions = (await desk.staff.list(person.id)).map(({ hash, createdAt, expiresAt, ip, userAgent }) => ({
      id: hash.slice(0, NAME_LENGTH), current: hash === session.hash, createdAt, expiresAt,
      ...(ip !== undefined && { ip }), ...(userAgent !== undefined && { userAgent }),
    }));
    return reply.header('cache-control', 'no-store').send({ sessions });
  });

  app.delete('/api/auth/sessions/:id', {
    onRequest,
    schema: {
      tags: ['auth'], summary: '结束一个登录 / end one session', security,
      params: Type.Object({ id: Type.String({ maxLength: 64 }) }), response: { 204: NoContent, ...refusals(401, 403, 404) },
    },
  }, async (request, reply) => {
    const { person } = gate.staff(request);
    const found = (await desk.staff.list(person.id)).find(({ hash }) => hash.slice(0, NAME_LENGTH) === request.params.id);
    if (!found || !(await desk.staff.end(person.id, found.hash))) return refuse(request, reply, 'not-found');
    return reply.code(204).send(undefined);
  });

  app.post('/api/auth/password', {
    onRequest,
    schema: {
      tags: ['auth'], summary: '改密码，所有登录都会结束 / change the password; ends all sessions', security,
      body: PasswordRequest, response: { 204: NoContent, ...refusals(400, 401, 403, 429) },
    },
  }, async (request, reply) => {
    const { person } = gate.staff(request);
    const wait = await guesses.take(person.id);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const kept = await desk.staff.byId(person.id);
    if (!(await isPassword(request.body.current, kept?.passwordHash))) return refuse(request, reply, 'login-failed');
    await desk.staff.setPassword(person.id, await hashPassword(request.body.next), request.ip);
    await guesses.forget(person.id);
    dropCookie(reply);
    return reply.code(204).send(undefined);
  });
};
