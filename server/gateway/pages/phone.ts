import helmet from '@fastify/helmet';
import serveFiles from '@fastify/static';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from '../fastify-app';
import { ownPage } from './own-page';

export interface PhoneParts {
  /** Static files; `phone.json` among them names the address of the platform the page talks to. */
  folder: string;
}

/** `/phone`: a phone in the browser, to try everything without a real one. Its page may call this server and its platform, and nobody else. */
export const phone = ({ folder }: PhoneParts) => async (app: App): Promise<void> => {
  const root = resolve(folder);
  const platform = platformOf(root);
  // pictures of a chat are fetched before they are shown
  await app.register(helmet, ownPage({ connect: platform, img: ['blob:', ...platform] }));
  app.get('/phone', { schema: { hide: true } }, (_request, reply) => {
    reply.redirect('/phone/', 302);
  });
  await app.register(serveFiles, { root, prefix: '/phone/', decorateReply: false, schemaHide: true, cacheControl: false, setHeaders: (reply) => void reply.header('cache-control', 'no-cache') });
};

/** The origin of the platform, as a list for a policy. A folder that names none gets none. */
function platformOf(root: string): readonly string[] {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(root, 'phone.json'), 'utf8'));
    const named: unknown = typeof settings === 'object' && settings !== null ? Reflect.get(settings, 'platform') : undefined;
    const origin = typeof named === 'string' ? new URL(named).origin : '';
    // other addresses have the origin `null`, which a policy would take for a name
    return origin.startsWith('http') ? [origin] : [];
  } catch {
    return [];
  }
}
