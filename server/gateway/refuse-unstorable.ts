import type { App } from './fastify-app';
import { refuse } from './refuse';

const NUL = '\u0000';
const ESCAPED_NUL = /\\u0000/;

/**
 * Refuses the one character no store can keep in a text (PostgreSQL: NUL), in addresses and JSON bodies alike, and JSON
 * that would change an object's prototype. Call before adding routes.
 */
export function refuseUnstorable(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.includes('%00')) refuse(request, reply, 'bad-request', { fault: 'NUL in the address' });
    else done();
  });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (typeof body !== 'string') return done(new Error('a body was not read as text'));
    // Written as an escape it may still be an escaped backslash, so only then the values are looked at.
    void parse(request, body, (error, value) => {
      if (error || !ESCAPED_NUL.test(body) || !holdsNul(value)) return done(error, value);
      done(Object.assign(new Error('NUL in a text'), { statusCode: 400 }));
    });
  });
}

/** Whether one of its texts, however deep, or one of its names holds NUL. */
export function holdsNul(value: unknown): boolean {
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string' && next.includes(NUL)) return true;
    if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) {
        if (key.includes(NUL)) return true;
        if (inner !== undefined) open.push(inner);
      }
    }
  }
  return false;
}
