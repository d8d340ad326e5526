import type { FastifyPluginAsync } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Media } from './media';

const FILES: Readonly<Record<string, string>> = {
  '/': 'index.html', '/page/style.css': 'style.css', '/page/page.js': 'page.js', '/page/words.js': 'words.js', '/page/visitor.js': 'visitor.js', '/page/member.js': 'member.js', '/page/dom.js': 'dom.js',
  '/page/kf-line.js': 'kf-line.js', '/page/kf-visitor.js': 'kf-visitor.js', '/page/kf-agent.js': 'kf-agent.js', '/page/kf-words.js': 'kf-words.js',
};
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The sandbox's own page, and the pictures behind PicUrl, which need no token. */
export function pageRoutes(media: { wechat: Media; wecom: Media }): FastifyPluginAsync {
  return async (scope) => {
    for (const [path, name] of Object.entries(FILES)) {
      const type = TYPES[name.split('.').pop() ?? ''] ?? 'text/plain';
      scope.get(path, async (_request, reply) =>
        reply.type(type).header('content-security-policy', POLICY).header('x-content-type-options', 'nosniff').header('cache-control', 'no-store').send(await readFile(join(__dirname, 'page', name))));
    }
    for (const platform of ['wechat', 'wecom'] as const) {
      scope.get<{ Params: { mediaId: string } }>(`/pictures/${platform}/:mediaId`, async (request, reply) => {
        const file = media[platform].find(request.params.mediaId);
        if (!file) return reply.code(404).send();
        return reply.type(file.contentType).header('content-security-policy', "default-src 'none'; sandbox").header('x-content-type-options', 'nosniff').send(file.bytes);
      });
    }
  };
}
