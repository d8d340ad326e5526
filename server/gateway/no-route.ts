import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './fastify-app';
import { refuse } from './refuse';

/** Answers what no route takes: 405 with `Allow` where another method is known at this address, else 404. Call before adding routes. */
export function answerNoRoute(app: App): void {
  const known: { pattern: RegExp; methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    // An answer to browsers that ask beforehand says nothing of what else is there.
    if (method === 'OPTIONS') return;
    known.push({ pattern: patternOf(url), methods: typeof method === 'string' ? [method] : method });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const allowed = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0 || allowed.has(request.method)) return refuse(request, reply, 'not-found');
    return refuse(request, reply.header('allow', [...allowed].sort().join(', ')), 'method-not-allowed');
  });
}

/** `/a/:b/*` as an expression; a wildcard alone says nothing about methods, so it matches nothing here. */
function patternOf(url: string): RegExp {
  if (url === '*' || url === '/*') return /^(?!)/;
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
