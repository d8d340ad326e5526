import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { csrfHeader } from '../../shared/csrf-header';
import type { App } from './fastify-app';

const tags = [
  { name: 'visitor', description: '小程序 / the mini-program' },
  { name: 'agent', description: '客服工作台 / the workbench' },
  { name: 'ops', description: '运营后台 / the console' },
  { name: 'merchant', description: '商家服务器 / the merchant’s server' },
  { name: 'auth', description: '员工登录 / staff sign in' },
  { name: 'article', description: '按 ID 取页面 / a page by its id' },
  { name: 'callbacks', description: '平台回调 / the platforms push here' },
  { name: 'health', description: '运行状况 / health' },
];

const about = `错误一律是 \`{code, message}\`，code 固定不变；用 Cookie 登录的写操作要带上 \`${csrfHeader}\` 头（任意值）。

Every refusal is \`{code, message}\` with a stable code. Writes with the cookie need the header \`${csrfHeader}\` (any value).`;

/** The OpenAPI description, from the same schemas that check requests. Call before adding routes. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '直达 Zhida', version: '1', description: about },
      tags,
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'zhida_session' },
        },
      },
    },
  });
}

/** `/docs` to read, `/docs/json` for programs. */
export const docs = async (app: App): Promise<void> => {
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, uiConfig: { docExpansion: 'list', deepLinking: true } });
};
