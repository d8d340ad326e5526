import helmet from '@fastify/helmet';
import serveFiles from '@fastify/static';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import { ownPage, socketsOf } from './own-page';

export interface ScreensParts {
  /** The built screens: `ops/` and `workbench/`, each with `index.html` and `assets/`. */
  folder: string;
  /** The address of this server for browsers. */
  publicUrl: string;
}

/** Address → folder of the screens served there. */
const screenFolders = { '/console': 'ops', '/workbench': 'workbench' };

const words = {
  title: { zh: '界面还没有构建', en: 'The screens are not built yet' },
  next: { zh: '请在服务器上运行 npm run build，然后刷新这个页面。', en: 'Run npm run build on the server, then reload this page.' },
} as const;

/**
 * `/console` and `/workbench`: the pages staff work in. Whatever lies below such an address is the page's own affair and gets the
 * same document; only what lies in `assets/` is a file, named after its content.
 */
export const screens = ({ folder, publicUrl }: ScreensParts) => async (app: App): Promise<void> => {
  // Pictures of a conversation are shown from memory.
  await app.register(helmet, ownPage({ connect: [socketsOf(publicUrl)], img: ['blob:'] }));
  let first = true;
  for (const [address, name] of Object.entries(screenFolders)) {
    const root = resolve(folder, name);
    await app.register(serveFiles, {
      root: join(root, 'assets'), prefix: `${address}/assets/`, preCompressed: true, schemaHide: true, decorateReply: first,
      immutable: true, maxAge: '365d', index: false,
    });
    first = false;
    const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      reply.header('cache-control', 'no-cache');
      return existsSync(join(root, 'index.html')) ? reply.sendFile('index.html', root, { cacheControl: false, immutable: false }) : answerUnbuilt(request, reply);
    };
    app.get(address, { schema: { hide: true } }, page);
    app.get(`${address}/*`, { schema: { hide: true } }, page);
  }
};

function answerUnbuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const page = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title[language]}</title>
<h1>${words.title[language]}</h1>
<p>${words.next[language]}</p>
</html>
`;
  return reply.code(503).header('content-type', 'text/html; charset=utf-8').send(page);
}
