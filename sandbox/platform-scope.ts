import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import multipart from '@fastify/multipart';
import type { ApiFault, Faults } from './faults';
import type { Platform } from './ledger';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the answer shall be lost after the call was carried out. */
    cutAnswer: boolean;
  }
}

const MAX_BODY = 25 * 1024 * 1024;

export interface PlatformScope {
  platform: Platform;
  faults: Faults;
  wait(ms: number): Promise<unknown>;
  /** The platform's own error answer. */
  fail(code: number, words: string | undefined): object;
}

/** Prepares one platform's part of the server: any content type arrives as raw bytes, and faults strike before the handlers. */
export async function preparePlatform(scope: FastifyInstance, { platform, faults, wait, fail }: PlatformScope): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));
  await scope.register(multipart, { limits: { fileSize: MAX_BODY, files: 1 } });

  async function strike(fault: ApiFault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (fault.kind === 'slow') await wait(fault.ms ?? 0);
    if (fault.kind === 'cut-after-accept') request.cutAnswer = true;
    if (fault.kind === 'errcode') await reply.send(fail(fault.errcode ?? -1, fault.errmsg));
    if (fault.kind === 'http') await reply.code(fault.status ?? 502).type('text/html').send('<html><body>bad gateway</body></html>');
    if (fault.kind === 'cut-before') {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
    }
  }

  scope.addHook('onRequest', async (request, reply) => {
    const path = request.url.slice(scope.prefix.length).split('?')[0] ?? '';
    for (const fault of faults.takeApi(platform, path)) {
      await strike(fault, request, reply);
      if (reply.sent) return reply;
    }
    return undefined;
  });
  scope.addHook('onSend', async (request, _reply, payload) => {
    if (request.cutAnswer) request.raw.socket.resetAndDestroy();
    return payload;
  });
}

/** The request's body as text; '' when there is none. */
export function bodyText(request: FastifyRequest): string {
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}
