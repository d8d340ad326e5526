import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EntriesAnswer, EntryView } from '../../../shared/http/visitor';
import type { Desk } from '../../desk/desk';
import { createRecent } from '../../desk/recent';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

/** Invitations are the same inside one, see the channel port. */
const SLOT_MS = 300_000;
const MOST_VISITORS = 5_000;

type EntryStates = Parameters<Desk['visitor']['entries']['answer']>[0];

interface Rendered {
  /** What it was made of. */
  states: EntryStates;
  slot: number;
  body: Buffer;
  etag: string;
}

/** The buttons with their truthful state; one visitor's answer is made once while nothing changes. */
export const entries = ({ desk, now, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const rendered = createRecent<string, Rendered>(MOST_VISITORS);

  function made(states: EntryStates, visitor: string): Rendered {
    const slot = Math.floor(now() / SLOT_MS);
    const before = rendered.get(visitor);
    if (before && before.states === states && before.slot === slot) return before;
    const body = Buffer.from(JSON.stringify(desk.visitor.entries.answer(states, visitor)));
    // The visitor is hashed too: what is his must not match another's, even when both read the same.
    const etag = `"${createHash('sha256').update(visitor).update(body).digest('base64url').slice(0, 22)}"`;
    const fresh = { states, slot, body, etag };
    rendered.set(visitor, fresh);
    return fresh;
  }

  async function answerLater(request: FastifyRequest, reply: FastifyReply, asked: ReturnType<VisitorSessions['of']>): Promise<void> {
    const session = await asked;
    if (!session) return void refuse(request, reply, 'login-needed');
    const states = await desk.visitor.entries.of(session.identity.account, session.visitor);
    if (!states) return void refuse(request, reply, 'not-found');
    sendTagged(request, reply, made(states, session.visitor));
  }

  app.get('/api/visitor/entries', {
    schema: {
      tags: ['visitor'], summary: '入口列表，带真实状态和接入参数；支持 ETag / entries with truthful state and invitation; ETag',
      security: [{ token: [] }], response: { 200: EntriesAnswer, 304: Type.Null(), ...refusals(401, 404) },
    },
  }, (request, reply) => {
    const session = sessions.of(request);
    if (session === undefined || session instanceof Promise) return answerLater(request, reply, session);
    const states = desk.visitor.entries.of(session.identity.account, session.visitor);
    // Almost always everything is at hand; then the answer goes out in the same turn.
    if (states === undefined || states instanceof Promise) return answerLater(request, reply, session);
    sendTagged(request, reply, made(states, session.visitor));
  });

  app.get('/api/visitor/entries/:key', {
    schema: {
      tags: ['visitor'], summary: '单个入口 / one entry',
      security: [{ token: [] }], params: Type.Object({ key: Type.String({ maxLength: 64 }) }), response: { 200: EntryView, ...refusals(401, 404) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const { visitor, identity } = session;
    const states = await desk.visitor.entries.of(identity.account, visitor);
    const found = states && desk.visitor.entries.answer(states, visitor).entries.find((entry) => entry.key === request.params.key);
    if (!found) return refuse(request, reply, 'entry-unknown');
    return reply.header('cache-control', 'private, no-cache').send(found);
  });
};

function sendTagged(request: FastifyRequest, reply: FastifyReply, { body, etag }: Rendered): void {
  reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'authorization, origin');
  const asked = request.headers['if-none-match'];
  if (asked?.includes(etag)) return void reply.code(304).send();
  reply.header('content-type', 'application/json; charset=utf-8').send(body);
}
