import pino, { type DestinationStream, type Logger } from 'pino';

/** Names whose values are never written, wherever they stand in what is logged. */
const SECRET = [
  'token', 'access_token', 'authorization', 'cookie', 'password', 'secret', 'openid', 'openId', 'subject', 'identity',
  'body', 'text', 'content', 'raw', 'url', 'headers', 'query',
];

/** The server's log: JSON lines; secrets, tokens, openids and message texts are cut even where somebody logs them by mistake. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[cut]' },
    serializers: { err: errorFacts, error: errorFacts, req: () => undefined, res: () => undefined },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What helps to find a fault. Errors of clients carry whole requests with tokens, so nothing else is taken over. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    stack: error.stack?.slice(0, 4000),
    ...(typeof code === 'string' && { code }),
    ...(error.cause instanceof Error && { cause: errorFacts(error.cause) }),
  };
}
