import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import type { CallbackAddress, Push, PushReader } from './callback-address';
import { answerPush } from './answer-push';

const MAX_BODY = 1_048_576;

export interface CallbackParts {
  desk: Pick<Desk, 'visitor' | 'agent' | 'hint'>;
  addresses: readonly CallbackAddress[];
}

/** The platforms' pushes: the raw body to the door, what it says to the desk, `success` when it is stored. */
export const callbacks = ({ desk, addresses }: CallbackParts) => async (app: App): Promise<void> => {
  // The platforms' bodies are read by the doors, whatever content type they claim.
  app.removeAllContentTypeParsers();
  // Those they do claim stand first by name: any other has to be parsed to find that none fits.
  app.addContentTypeParser(['text/xml', 'application/json', '*'], { parseAs: 'string', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));

  for (const { path, door, readers } of addresses) {
    app.get(path, { schema: { tags: ['callbacks'], summary: '平台校验回调地址 / the platform checks this address' } }, (request, reply) => {
      const verified = door.verify(queryOf(request));
      // As plain text: whoever called chose what it says.
      return verified.ok ? reply.type('text/plain; charset=utf-8').send(verified.echo) : refuseDoor(request, reply, verified.reason);
    });

    app.post(path, { schema: { tags: ['callbacks'], summary: '平台推送 / the platform pushes' }, bodyLimit: MAX_BODY }, (request, reply) => {
      const query = queryOf(request);
      const opened = door.open(query, typeof request.body === 'string' ? request.body : '');
      if (!opened.ok) return refuseDoor(request, reply, opened.reason);
      const reader = readerOf(readers, opened.push);
      const nonce = typeof query.nonce === 'string' ? query.nonce : '';
      return answerPush(desk, reader, opened.push, nonce, request, reply);
    });
  }
};

function readerOf(readers: readonly PushReader[], push: Push): PushReader | undefined {
  for (const reader of readers) if (reader.takes === undefined || reader.takes(push)) return reader;
  return undefined;
}

function refuseDoor(request: FastifyRequest, reply: FastifyReply, reason: string): FastifyReply {
  // Whatever the signature does not cover is not the platform's; only what is malformed was really signed.
  return refuse(request, reply, reason === 'malformed' ? 'bad-request' : 'bad-signature', { reason });
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return isQuery(query) ? query : {};
}

function isQuery(query: unknown): query is Readonly<Record<string, unknown>> {
  return typeof query === 'object' && query !== null;
}
