import Fastify, { type FastifyInstance } from 'fastify';
import { setTimeout as waitFor } from 'node:timers/promises';
import { controlRoutes } from './control/control';
import { createClock } from './clock';
import { createFaults } from './faults';
import { createFeed } from './feed';
import { sortCall } from './front-door';
import type { Ground } from './ground';
import { createHttp } from './http-post';
import { createIds } from './ids';
import { createLedger } from './ledger';
import { kfRoutes } from './kf/routes';
import { createKfWorld } from './kf/world';
import { pageRoutes } from './page-routes';
import { preparePlatform } from './platform-scope';
import { createPusher } from './pusher';
import type { Settings } from './settings';
import { holdSettings } from './settings-holder';
import { errorAnswer as wechatError } from './wechat/errors';
import { wechatRoutes } from './wechat/routes';
import { createWechatWorld } from './wechat/world';
import { errorAnswer as wecomError } from './wecom/errors';
import { wecomRoutes } from './wecom/routes';
import { createWecomWorld } from './wecom/world';

export interface SandboxParts {
  settings: Settings;
  wallTime(): number;
  randomBytes(size: number): Buffer;
  /** Address put into PicUrl when others reach the sandbox under another name; absent: where it listens. */
  publicUrl?: string;
  /** Of the server whose phone page may use the control API although it is no page of this machine. */
  phoneOrigin?: string;
  /** Refuse requests whose Host is not this machine, against pages that rebind a name. Off when bound to other addresses. */
  localOnly: boolean;
}

/** The whole sandbox as one Fastify application; all state lives in it and dies with it. */
export async function buildSandbox({ settings, wallTime, randomBytes, publicUrl, phoneOrigin, localOnly }: SandboxParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 16 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    rewriteUrl: (request) => sortCall(request.url ?? '/'),
  });
  app.decorateRequest('cutAnswer', false);

  const clock = createClock(wallTime);
  const ids = createIds(randomBytes);
  const feed = createFeed();
  const ledger = createLedger(clock, feed);
  const faults = createFaults();
  const http = createHttp();
  const wait = (ms: number, signal: AbortSignal) => waitFor(ms, undefined, { signal });
  const pusher = createPusher({ clock, ledger, faults, http: http.call, wait });
  const held = holdSettings(settings);
  const ownUrl = () => {
    if (publicUrl !== undefined) return publicUrl;
    const address = app.server.address();
    if (address === null || typeof address === 'string') return '';
    return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  };
  const ground: Ground = { clock, ids, feed, ledger, pusher, ownUrl };
  const wechat = createWechatWorld(ground, () => held.current().wechat);
  const wecom = createWecomWorld(ground, () => held.current().wecom);
  const kf = createKfWorld({ ground, settings: () => held.current().kf, wecom, visitors: wechat.visitors, wait });

  await app.register(async (scope) => {
    await preparePlatform(scope, { platform: 'wechat', faults, wait: waitFor, fail: (code, words) => wechatError(code, ids.rid(), words) });
    wechatRoutes(scope, wechat);
  }, { prefix: '/wechat' });
  await app.register(async (scope) => {
    await preparePlatform(scope, { platform: 'wecom', faults, wait: waitFor, fail: (code, words) => wecomError(code, ids.nonce(), words) });
    kfRoutes(wecomRoutes(scope, wecom), kf);
  }, { prefix: '/wecom' });
  await app.register(controlRoutes({ ground, faults, held, http: http.call, wechat, wecom, kf, localOnly, ...(phoneOrigin !== undefined && { phoneOrigin }) }), { prefix: '/control' });
  await app.register(pageRoutes({ wechat: wechat.media, wecom: wecom.media }));

  app.addHook('preClose', async () => {
    kf.stop();
    pusher.stop();
  });
  app.addHook('onClose', async () => http.close());
  return app;
}
