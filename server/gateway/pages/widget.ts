import { join } from 'node:path';
import helmet from '@fastify/helmet';
import { Type } from '@sinclair/typebox';
import type { FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import { languageOf, type Language } from '../language';
import { refuse } from '../refuse';
import { refuseOnPage } from '../refusal-page';
import { builtScript, type SendScript } from './built-script';
import { ownPage, socketsOf } from './own-page';

export interface WidgetParts {
  desk: Pick<Desk, 'view'>;
  /** Where the build put the widget. */
  folder: string;
  publicUrl: string;
}

const CHAT_PAGE = Type.Object({ site: Type.String({ maxLength: 64 }) });
const NOT_HERE = { title: { zh: '没有这个聊天页面', en: 'There is no such chat page' } };

/** `/widget.js` for merchants' pages, and `/chat/<site>?e=<entry>`: the same chat as a page of its own, for a link or a QR code. */
export const widget = ({ desk, folder, publicUrl }: WidgetParts) => async (app: App): Promise<void> => {
  const hide = { hide: true };
  const notBuilt: SendScript = (request, reply) => void refuse(request, reply, 'not-built');
  const chat = builtScript(join(folder, 'chat.js'));
  app.get('/widget.js', { schema: hide }, builtScript(join(folder, 'widget.js')) ?? notBuilt);
  app.get('/widget/chat.js', { schema: hide }, chat ?? notBuilt);

  await app.register(async (pages: App) => {
    // Pictures a visitor has fetched with his token are shown from memory.
    await pages.register(helmet, ownPage({ connect: [socketsOf(publicUrl)], img: ['blob:'] }));
    pages.get('/chat/:site', { schema: { ...hide, params: CHAT_PAGE } }, (request, reply) => {
      const site = desk.view().webSite(request.params.site);
      if (!site || !chat) return void refuseOnPage(request, reply, site ? 'not-built' : 'site-unknown', NOT_HERE);
      reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'accept-language')
        .header('x-robots-tag', 'noindex').send(page(site.name, languageOfPage(request)));
    });
  });
};

/** As the link says, else as the browser does. */
function languageOfPage({ url, headers }: FastifyRequest): Language {
  const [, wish] = /[?&]lang=(zh|en)\b/.exec(url) ?? [];
  return wish === 'zh' || wish === 'en' ? wish : languageOf(headers['accept-language']);
}

const WITHOUT_SCRIPT: Readonly<Record<Language, string>> = {
  zh: '需要打开浏览器的 JavaScript 才能聊天。', en: 'Please switch on JavaScript in your browser to chat.',
};

/** The script reads site, entry and language from the address. */
const page = (name: string, language: Language): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>${escaped(name)}</title>
<link rel="icon" href="data:,">
<script src="../widget/chat.js" defer></script>
<body>
<noscript><p>${WITHOUT_SCRIPT[language]}</p></noscript>
</body>
</html>
`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
