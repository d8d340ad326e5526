import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from './config';
import type { Desk } from './desk/desk';
import { agent } from './gateway/agent/agent';
import { answerError } from './gateway/answer-error';
import { article } from './gateway/article';
import { auth } from './gateway/auth/auth';
import { createGate } from './gateway/auth/gate';
import { createSeal } from './gateway/auth/seal';
import { answerBrokenRequest } from './gateway/broken-request';
import type { CallbackAddress, Push } from './gateway/callbacks/callback-address';
import { callbacks } from './gateway/callbacks/callbacks';
import { countRequests } from './gateway/count-requests';
import { describeApi, docs } from './gateway/docs';
import { refuseUnstorable } from './gateway/refuse-unstorable';
import type { App } from './gateway/fastify-app';
import { health } from './gateway/health';
import { merchant } from './gateway/merchant/merchant';
import { createMetrics } from './gateway/metrics';
import { answerNoRoute } from './gateway/no-route';
import { createOrigins } from './gateway/origins';
import { ops } from './gateway/ops/ops';
import { landing } from './gateway/pages/landing';
import { phone } from './gateway/pages/phone';
import { screens } from './gateway/pages/screens';
import { widget } from './gateway/pages/widget';
import { widgetDemo } from './gateway/pages/widget-demo';
import { agentSockets } from './gateway/sockets/agent-sockets';
import { socketLimits, type SocketLimits } from './gateway/sockets/socket-limits';
import { acceptSockets } from './gateway/sockets/upgrade';
import { hurryBodies } from './gateway/slow-bodies';
import { visitorSockets } from './gateway/sockets/visitor-sockets';
import { visitor } from './gateway/visitor/visitor';
import { textReply } from './wechat/reply';
import type { Platforms } from './wiring/open-platforms';
import type { Stores } from './wiring/open-stores';
import { WEB_SITE } from './wiring/seed';

/** All the HTTP side needs; the composition root hands it in. */
export interface AppOptions {
  config: Pick<ServerConfig, 'host' | 'port' | 'publicUrl' | 'sessionSecret' | 'secretLasts' | 'trustProxy' | 'phoneDir' | 'screensDir' | 'widgetDir' | 'widgetDemoDir' | 'trial'>;
  desk: Desk;
  stores: Pick<Stores, 'records' | 'live' | 'files'>;
  /** Those that are set up; each brings its callback address. */
  platforms: Pick<Platforms, 'contact' | 'kf' | 'agentChannel' | 'signIn' | 'staffSignIn'> & {
    wechat?: Pick<NonNullable<Platforms['wechat']>, 'door'>;
    wecom?: Pick<NonNullable<Platforms['wecom']>, 'door' | 'sealer' | 'corpId'>;
  };
  /** Where they differ from the usual ones. */
  sockets?: Partial<SocketLimits>;
  /** How long a body may be on its way, uploads excepted. */
  bodyMs?: number;
  log: FastifyBaseLogger;
  /** Milliseconds since 1970. */
  now(): number;
  /** That many unguessable bytes. */
  randomBytes(size: number): Uint8Array;
}

/** The HTTP side as the composition root sees it. */
export interface HttpSide {
  http: App;
  /** Answers the address it listens at. */
  listen(): Promise<string>;
  /** Takes nothing new in and lets requests under way end. */
  close(): Promise<void>;
  /** Counts a call to a platform. */
  platformCall(platform: 'wechat' | 'wecom', call: { ms: number; outcome: string; code?: number }): void;
}

const PRIVATE = 'loopback, linklocal, uniquelocal';
const MAX_BODY = 1_048_576;
const SLOW_MS = 1000;
/** A request has to be whole by then; an upload of 20 MB over a slow phone has longer, at 1.4 Mbit/s. */
const BODY_MS = 30_000;
const SLOWEST_BODY_MS = 120_000;

/** Puts the gateway together. Nothing listens yet. */
export async function createApp(options: AppOptions): Promise<HttpSide> {
  const { config, desk } = options;
  const app: App = Fastify({
    loggerInstance: options.log,
    // One logger for all: a child for each request costs more than the request's own work.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A forwarded address counts only when the proxy stands on this machine or a private network.
    trustProxy: config.trustProxy ? PRIVATE : false,
    bodyLimit: MAX_BODY,
    requestTimeout: SLOWEST_BODY_MS,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 15_000 },
    forceCloseConnections: 'idle',
    // Unknown fields are refused, not dropped; a number is no text.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true } },
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>();

  // Answers are made by us and typed by their schemas, so they need no second check on the way out.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(answerError);
  answerNoRoute(app);
  refuseUnstorable(app);
  hurryBodies(app, options.bodyMs ?? BODY_MS);
  const counts = countRequests(app, SLOW_MS);
  await describeApi(app);
  const limits = { ...socketLimits, ...options.sockets };
  await acceptSockets(app, limits);

  const { now, randomBytes } = options;
  const { signIn, staffSignIn } = options.platforms;
  const { records, live, files } = options.stores;
  const gate = createGate(desk);
  const origins = createOrigins(desk, config.publicUrl);
  const metrics = createMetrics(desk, counts);
  await app.register(callbacks({ desk, addresses: addressesOf(options) }));
  await app.register(article({ desk }));
  await app.register(visitor({ desk, origins, now, randomBytes, ...(signIn && { signIn }) }));
  await app.register(visitorSockets({ desk, origins, limits, now }));
  await app.register(auth({ desk, gate, seal: createSeal(config.secretLasts ? config.sessionSecret : undefined, randomBytes), randomBytes, now, secure: config.publicUrl.startsWith('https:'),
    ...(staffSignIn && { wecom: { signIn: staffSignIn, publicUrl: config.publicUrl, secret: config.sessionSecret, now } }),
  }));
  await app.register(agent({ desk, gate, now, randomBytes }));
  await app.register(agentSockets({ desk, origins, limits, now }));
  await app.register(ops({ desk, gate, randomBytes }));
  await app.register(merchant({ desk }));
  await app.register(health({ stores: { records: () => records.ready(), live: () => live.ready(), files: () => files.ready() } }));
  await app.register(metrics.routes);
  await app.register(docs);
  if (config.phoneDir !== undefined) await app.register(phone({ folder: config.phoneDir }));
  await app.register(screens({ folder: config.screensDir, publicUrl: config.publicUrl }));
  await app.register(widget({ desk, folder: config.widgetDir, publicUrl: config.publicUrl }));
  const shopPage = config.trial ? config.widgetDemoDir : undefined;
  if (shopPage !== undefined) await app.register(widgetDemo({ desk, folder: shopPage, site: WEB_SITE, publicUrl: config.publicUrl, now }));
  await app.register(landing({ phone: config.phoneDir !== undefined, widgetDemo: shopPage !== undefined }));

  return {
    http: app,
    listen: () => app.listen({ host: config.host, port: config.port }),
    close: async () => {
      await app.close();
    },
    platformCall: metrics.platformCall,
  };
}

/** The callback address of each platform that is set up, with who reads which kind of push. */
function addressesOf({ platforms, now }: AppOptions): CallbackAddress[] {
  const { contact, kf, agentChannel, wechat, wecom } = platforms;
  const native = kf?.native;
  const addresses: CallbackAddress[] = [];
  if (wechat && contact?.read) addresses.push({ path: '/callbacks/wechat', door: wechat.door, readers: [{ for: 'visitor', channel: 'contact', read: contact.read }] });
  if (wecom && agentChannel) {
    addresses.push({
      path: '/callbacks/wecom',
      door: wecom.door,
      // One address for the application and 微信客服: told apart by what they say.
      readers: [...(native ? [{ for: 'hint', takes: (push: Push) => native.hint(push) !== undefined, read: native.hint } as const] : []), {
        for: 'agent',
        read: agentChannel.read,
        reply: (words, to, nonce) => wecom.sealer.xml(textReply(to, wecom.corpId, now(), words), nonce),
      }],
    });
  }
  return addresses;
}
