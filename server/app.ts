import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import type { Desk } from './desk/desk';
import { answerError } from './gateway/answer-error';
import type { CallbackAddress } from './gateway/callbacks/callback-address';
import { callbacks } from './gateway/callbacks/callbacks';
import { answerBrokenRequest } from './gateway/broken-request';
import type { App } from './gateway/fastify-app';
import { answerNoRoute } from './gateway/no-route';
import { reportSlow } from './gateway/report-slow';

/** All the HTTP side needs; the composition root hands it in. */
export interface AppOptions {
  desk: Desk;
  /** See `createLog`. */
  log: FastifyBaseLogger;
  /** The platforms that are set up and push to us. */
  callbacks: readonly CallbackAddress[];
  /** Behind a proxy: believe its X-Forwarded-* headers, but only when it stands on this machine or a private network. */
  trustProxy: boolean;
  /** Requests that take longer are logged. Milliseconds, default 1000. */
  slowMs?: number;
}

const PRIVATE = 'loopback, linklocal, uniquelocal';
const MAX_BODY = 1_048_576;

/** Puts the gateway together. Nothing listens yet: call `listen`, and `close` to let requests under way end. */
export async function createApp(options: AppOptions): Promise<App> {
  const { desk, log } = options;
  const app: App = Fastify({
    loggerInstance: log,
    // One logger for all: a child for each request costs more than the request's own work.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ? PRIVATE : false,
    bodyLimit: MAX_BODY,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 15_000 },
    forceCloseConnections: 'idle',
    // Unknown fields are refused, not dropped; a number is no text.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true } },
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>();

  // Answers are made by us and typed by their schemas, so they need no second check on the way out.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(answerError);
  answerNoRoute(app);
  reportSlow(app, options.slowMs ?? 1000);

  await app.register(callbacks({ desk, addresses: options.callbacks }));
  return app;
}
