import pino, { type Logger } from 'pino';

/** Fields that may never be read in a log, wherever they stand. */
const SECRET = [
  'token', 'access_token', 'accessToken', 'secret', 'password', 'authorization', 'cookie', 'openid', 'external_userid', 'subject',
  'session_key', 'sessionKey', 'sessionFrom', 'ticket', 'text', 'body', 'content', 'contact', 'identity', 'raw', 'payload',
];

/** Drivers hang what they were given on their errors (ioredis: the command's arguments, pg: the row), so only this is kept of one. */
function briefError(error: unknown): object {
  if (!isErrorLike(error)) return { type: typeof error };
  const { type, message, stack, code }: Record<string, unknown> = pino.stdSerializers.err(error);
  return { type, message, stack, code };
}

const isErrorLike = (error: unknown): error is Error => typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

/** The log: one JSON line each on standard output. Secrets, openids and words of people are taken out. */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({
    level, redact: { paths, censor: '[removed]' }, serializers: { err: briefError }, base: null, timestamp: pino.stdTimeFunctions.isoTime,
  }, ...(destination ? [destination] : []));
}
