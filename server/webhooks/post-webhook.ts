import { createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Outcome } from '../../shared/outcome';
import { isInside } from './inside-address';
import { INSIDE, literalOf, lookupOutside, resolveHost, type ResolveHost } from './resolve-host';
import type { WebhookSender } from './webhook-port';

const TIME_LIMIT = 10_000;
/** Of an answer only the status counts; a connection that goes on longer than this is closed. */
const MOST_ANSWER = 65_536;

export interface WebhookSenderOptions {
  /** Milliseconds since 1970. */
  now(): number;
  /** Addresses inside the network too: for trying things out on one machine. */
  allowInside: boolean;
  resolve?: ResolveHost;
}

/**
 * Posts events to merchants' servers. The receiver checks `x-zhida-signature` = hex HMAC-SHA256 of `timestamp.body` with the
 * webhook's secret, and drops an `x-zhida-event-id` it has seen. A 2xx is an arrival; 410 means "never again"; all else is
 * tried again later. An address inside the network is never called, whatever its name led to when it was saved.
 */
export function createWebhookSender({ now, allowInside, resolve = resolveHost }: WebhookSenderOptions): WebhookSender {
  const agentOptions = { keepAlive: true, ...(!allowInside && { lookup: lookupOutside(resolve) }) };
  const agents = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };

  function call(url: URL, headers: Record<string, string>, body: string): Promise<number> {
    const secure = url.protocol === 'https:';
    const options = { method: 'POST', headers, agent: secure ? agents.https : agents.http, signal: AbortSignal.timeout(TIME_LIMIT) };
    return new Promise((answered, failed) => {
      const request = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
        let size = 0;
        answer.on('error', () => undefined).on('data', (part: Buffer) => {
          size += part.length;
          if (size > MOST_ANSWER) answer.destroy();
        });
        answered(answer.statusCode ?? 0);
      });
      request.on('error', failed).end(body);
    });
  }

  return {
    async post({ url, secret, event, eventId, body }): Promise<Outcome> {
      if (!URL.canParse(url)) return { kind: 'refused', why: 'unreachable' };
      const target = new URL(url);
      const literal = literalOf(target);
      if (!allowInside && literal !== undefined && isInside(literal)) return { kind: 'refused', why: 'address-inside' };
      const timestamp = String(Math.floor(now() / 1000));
      const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      try {
        const status = await call(target, {
          'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'x-zhida-event': event, 'x-zhida-event-id': eventId,
          'x-zhida-timestamp': timestamp, 'x-zhida-signature': signature,
        }, body);
        if (status >= 200 && status < 300) return { kind: 'sent' };
        if (status === 410) return { kind: 'refused', why: 'http-410' };
        return { kind: 'unknown', why: `http-${status}` };
      } catch (error) {
        return codeOf(error) === INSIDE ? { kind: 'refused', why: 'address-inside' } : { kind: 'unknown', why: 'unreachable' };
      }
    },

    async allows(url) {
      if (allowInside) return true;
      if (!URL.canParse(url)) return false;
      const target = new URL(url);
      const literal = literalOf(target);
      if (literal !== undefined) return !isInside(literal);
      const addresses = await resolve(target.hostname).catch(() => []);
      return !addresses.some(({ address }) => isInside(address));
    },
  };
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
