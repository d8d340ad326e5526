import helmet from '@fastify/helmet';
import type { App } from '../fastify-app';

export interface LandingParts {
  /** A phone to try it with is served here too. */
  phone: boolean;
  /** So is a merchant's page with the widget. */
  widgetDemo: boolean;
}

const places = ({ phone, widgetDemo }: LandingParts): readonly (readonly [address: string, zh: string, en: string])[] => [
  ...(phone ? [['/phone', '手机（试用）', 'Phone (trial)'] as const] : []),
  ...(widgetDemo ? [['/widget-demo', '网页示例（试用）', 'A shop’s page with the widget (trial)'] as const] : []),
  ['/workbench', '客服工作台', 'Workbench'],
  ['/console', '运营后台', 'Console'],
  ['/docs', '接口文档', 'API docs'],
  ['/readyz', '运行状况', 'Health'],
];

/** `/`: where everything is. */
export const landing = (parts: LandingParts) => async (app: App): Promise<void> => {
  await app.register(helmet, {
    // Over plain http on a laptop nothing may be forced to https.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
    strictTransportSecurity: false,
  });
  const page = render(parts);
  app.get('/', { schema: { hide: true } }, (_request, reply) => {
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
};

function render(parts: LandingParts): string {
  const items = places(parts).map(([address, zh, en]) => `<li><a href="${address}">${zh}</a> <small>${en}</small> <code>${address}</code></li>`).join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>直达 Zhida</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem }
  h1 { font-weight: 600; margin-bottom: .25rem }
  ul { list-style: none; padding: 0 }
  li { padding: .6rem 0; border-bottom: 1px solid #8883 }
  small, code { opacity: .65; margin-left: .5rem }
</style>
<h1>直达</h1>
<p>小程序里的每个按钮，直接找到那位客服。<br><small>Every button reaches the person it names.</small></p>
<ul>
${items}
</ul>
</html>
`;
}
