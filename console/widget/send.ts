import { askLimitMs, noAnswer, type Answer, type Send } from '../../shared/asking/ask';
import { failureOf } from '../../shared/asking/failure';
import type { Timers } from '../../shared/asking/timers';

export type Fetch = typeof globalThis.fetch;

export interface Asker {
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly server: string;
}

/**
 * Whether the server is there and only this page may not read its answers: a browser shows no script why a request from another origin
 * failed, but lets it see that something answered. Of all addresses only the script itself is for every page.
 */
const isRefusedHere = async ({ fetch, server }: Pick<Asker, 'fetch' | 'server'>): Promise<boolean> =>
  fetch(`${server}/widget.js`, { method: 'HEAD', mode: 'no-cors', cache: 'no-store', credentials: 'omit' }).then(() => true, () => false);

const read = async (response: Response): Promise<Answer> => {
  const { status, headers } = response;
  const data: unknown = await response.json().catch(() => undefined);
  if (response.ok || status === 304) return { ok: true, status, data, etag: headers.get('etag') ?? '' };
  return { ok: false, ...failureOf(status, data, headers.get('retry-after') ?? '') };
};

/** One request within `limitMs`, its failure as a value. Nothing of the merchant's page (cookies, referrer) goes along. */
export const askWithin = async ({ fetch, timers, server }: Asker, path: string, init: RequestInit, limitMs: number): Promise<Answer> => {
  const stop = new AbortController();
  const callOff = timers.after(limitMs, () => stop.abort());
  try {
    return await read(await fetch(server + path, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin', signal: stop.signal, ...init }));
  } catch {
    if (stop.signal.aborted) return noAnswer('timeout');
    return (await isRefusedHere({ fetch, server })) ? { ok: false, code: 'origin-refused', retryAfterMs: 0 } : noAnswer('offline');
  } finally {
    callOff();
  }
};

/** JSON there and back. */
export const createSend = (asker: Asker): Send => ({ method, path, header, body }) =>
  askWithin(asker, path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...header },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }, askLimitMs);
