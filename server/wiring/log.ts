import pino, { type Logger } from 'pino';

/** Fields that may never be read in a log, wherever they stand. */
const SECRET = [
  'token', 'access_token', 'accessToken', 'secret', 'password', 'authorization', 'cookie', 'openid', 'external_userid', 'subject',
  'session_key', 'sessionKey', 'sessionFrom', 'ticket', 'text', 'body', 'content', 'contact', 'identity', 'raw', 'payload',
];

/** The log: one JSON line each on standard output. Secrets, openids and words of people are taken out. */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: '[removed]' }, base: null, timestamp: pino.stdTimeFunctions.isoTime }, ...(destination ? [destination] : []));
}
