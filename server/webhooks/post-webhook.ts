import { createHmac } from 'node:crypto';
import type { Outcome } from '../../shared/outcome';
import type { WebhookSender } from './webhook-port';

const TIME_LIMIT = 10_000;

/**
 * Posts events to merchants' servers. The receiver checks `x-zhida-signature` = hex HMAC-SHA256 of `timestamp.body` with the
 * webhook's secret, and drops an `x-zhida-event-id` it has seen. A 2xx is an arrival; 410 means "never again"; all else is
 * tried again later.
 */
export function createWebhookSender(now: () => number): WebhookSender {
  return {
    async post({ url, secret, event, eventId, body }): Promise<Outcome> {
      const timestamp = String(Math.floor(now() / 1000));
      const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json', 'x-zhida-event': event, 'x-zhida-event-id': eventId,
            'x-zhida-timestamp': timestamp, 'x-zhida-signature': signature,
          },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIME_LIMIT),
        });
        await answer.body?.cancel();
        if (answer.ok) return { kind: 'sent' };
        if (answer.status === 410) return { kind: 'refused', why: 'http-410' };
        return { kind: 'unknown', why: `http-${answer.status}` };
      } catch {
        return { kind: 'unknown', why: 'unreachable' };
      }
    },
  };
}
