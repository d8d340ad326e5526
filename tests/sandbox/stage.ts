import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buildSandbox } from '../../sandbox/app';
import { defaultSettings } from '../../sandbox/settings';

export type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What stands at a dotted path, such as `entries.0.state`; a negative step counts from the end. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner.at(Number(step));
    return isJson(inner) ? inner[step] : undefined;
  }, value);
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
}

export function listAt(value: unknown, path: string): unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** One request that reached the pretend merchant's server. */
export interface Arrived {
  method: string;
  query: Record<string, string>;
  body: string;
  contentType: string;
}

type Answer = (arrived: Arrived, index: number) => { status?: number; body?: string; cut?: boolean; silent?: boolean };

/** Listens like the merchant's server and answers as told; `arrived` keeps every request. */
export async function listen(answer: Answer = () => ({ body: 'success' })) {
  const arrived: Arrived[] = [];
  const told = { answer };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://merchant');
      const one = {
        method: request.method ?? '', query: Object.fromEntries(url.searchParams), body: Buffer.concat(parts).toString('utf8'), contentType: request.headers['content-type'] ?? '',
      };
      arrived.push(one);
      const { status = 200, body = '', cut, silent } = told.answer(one, arrived.length - 1);
      if (cut) request.socket.destroy();
      else if (!silent) response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/callback`, arrived, told,
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** A sandbox on a free port with quick redeliveries, and short ways to call it. */
export async function openSandbox(settings: { wechat?: Json; wecom?: Json } = {}) {
  const app = await buildSandbox({ settings: defaultSettings(), wallTime: Date.now, randomBytes, localOnly: true });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Json> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
    const response = await fetch(`${base}${path}`, { method, ...sent });
    const text = await response.text();
    const json: unknown = text.startsWith('{') ? JSON.parse(text) : { text };
    return { status: response.status, ...(isJson(json) ? json : {}) };
  };
  const get = (path: string) => call('GET', path);
  const post = (path: string, body: unknown = {}) => call('POST', path, body);
  const patch = (path: string, body: unknown) => call('PATCH', path, body);
  await patch('/control/settings', { wechat: { retrySpacingMs: 5, ...settings.wechat }, wecom: { retrySpacingMs: 5, ...settings.wecom } });
  const now = defaultSettings();

  return {
    app, base, call, get, post, patch, settings: now,
    advance: (ms: number) => post('/control/clock', { advanceMs: ms }),
    visitor: async (): Promise<{ openid: string; code: string }> => {
      const made = await post('/control/visitors', {});
      return { openid: textAt(made, 'openid'), code: textAt(made, 'code') };
    },
    wechatToken: async (): Promise<string> => textAt(await post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: now.wechat.appid, secret: now.wechat.secret }), 'access_token'),
    wecomToken: async (): Promise<string> => textAt(await get(`/cgi-bin/gettoken?corpid=${now.wecom.corpId}&corpsecret=${now.wecom.secret}`), 'access_token'),
    ledger: async (query = ''): Promise<Json> => get(`/control/ledger?${query}`),
    close: () => app.close(),
  };
}

export type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

/** Polls until `check` gives something, at most 5 s. */
export async function eventually<T>(check: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const until = Date.now() + 5000;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('did not happen within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The smallest PNG, and a multipart form around any bytes. */
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPjPAAACBQEBV+1UJQAAAABJRU5ErkJggg==', 'base64');
export function form(bytes: Buffer, filename = 'a.png', field = 'media'): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(bytes)], { type: 'image/png' }), filename);
  return data;
}
