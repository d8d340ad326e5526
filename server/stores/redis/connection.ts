import { Redis } from 'ioredis';

export interface Connection {
  client: Redis;
  /** Ends with the first success or failure to connect. */
  tried: Promise<void>;
}

export interface ConnectionOptions {
  /** redis:// or rediss:// (TLS). */
  url: string;
  /** Certificate authority (PEM) for a server whose certificate no public authority signed. */
  ca?: string;
  /** A call is rejected after this time (ms). */
  commandTimeoutMs: number;
  /** Told once when the connection is lost and once when it is back; `why` holds no secrets. */
  onChange: (up: boolean, why: string) => void;
}

/** Never gives up; waits a little longer each time, at most 2 s, so that an outage ends soon after the server is back. */
const retryDelay = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times - 1, 6)) + Math.random() * 50;

/**
 * A connection that fails fast: in an outage calls reject at once instead of waiting, and none is sent twice. A server that
 * accepts connections but answers nothing is left after `commandTimeoutMs`, and so is a replica after a failover.
 */
export const connect = ({ url, ca, commandTimeoutMs, onChange }: ConnectionOptions): Connection => {
  const client = new Redis(url, {
    // RESP2 is spoken by every server and every proxy in front of one
    protocol: 2,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    commandTimeout: commandTimeoutMs,
    socketTimeout: commandTimeoutMs,
    connectTimeout: Math.max(commandTimeoutMs, 2_000),
    keepAlive: 10_000,
    disableClientInfo: true,
    retryStrategy: retryDelay,
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
  let up: boolean | undefined;
  let why = '';
  const change = (now: boolean): void => {
    if (up === now) return;
    const first = up === undefined;
    up = now;
    if (!(first && now)) onChange(now, now ? '' : why);
  };
  // without a listener an 'error' event would end the process
  client.on('error', (error: Error) => void (why = error.message));
  client.on('close', () => change(false));
  client.on('ready', () => change(true));
  const tried = new Promise<void>((resolve) => {
    client.once('ready', () => resolve());
    client.once('close', () => resolve());
  });
  return { client, tried };
};
