import type { Route } from './api';
import { conform, later } from './conform';
import type { Draw } from './draw';
import { FORM_TYPE, planForm, spoilForm } from './forms';
import { addressCheck, pushText, seal, type PlatformKeys } from './pushes';
import { evilPlace, evilQuery, spoil, spoilSheet, spoilText } from './spoil';

export const callers = ['admin', 'ops', 'supervisor', 'agent', 'visitor', 'merchant', 'platform', 'nobody', 'forged'] as const;
export type Caller = (typeof callers)[number];

/** One request, with everything decided but what only the moment of sending knows. */
export interface Planned {
  route: Route;
  caller: Caller;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Sealed when it is sent, with the time of then. */
  push?: { keys: PlatformKeys; text?: string; echo?: string; nonce: string };
  /** Nothing was spoiled. */
  whole: boolean;
}

const TYPES = ['application/json', 'application/json; charset=utf-16', 'application/JSON;charset=utf-8', 'text/plain', 'text/csv', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'garbage', '', 'application/json, text/html', 'application/problem+json'] as const;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const HEADERS: readonly Record<string, string>[] = [
  { 'accept-language': 'en' }, { 'accept-language': `${'en;q=0.1,'.repeat(500)}zh` }, { 'accept-language': 'en;q=NaN,zh;q=2,;;;,' }, { 'x-forwarded-for': '::1, garbage, 127.0.0.1' }, { 'x-forwarded-host': 'evil.invalid' }, { 'x-http-method-override': 'DELETE' },
  { 'if-none-match': '*' }, { 'if-none-match': 'x'.repeat(5_000) }, { origin: 'https://evil.invalid' }, { origin: 'null' }, { cookie: `zhida_session=${'x'.repeat(5_000)}` }, { cookie: 'a=b; zhida_session=; zhida_session=%00;;;=' }, { 'content-encoding': 'gzip' },
  { range: 'bytes=0-1' }, { 'x-requested-with': '' }, { accept: 'text/event-stream' }, { 'user-agent': 'x'.repeat(3_000) }, { host: 'evil.invalid' }, { upgrade: 'websocket', connection: 'upgrade' }, { te: 'trailers' },
];

const SHEETS: Readonly<Record<string, readonly string[]>> = {
  agents: ['key', 'name', 'wecomUserId', 'capacity', 'disabled'], groups: ['key', 'name', 'strategy', 'members', 'capacity'], entries: ['key', 'site', 'label.zh', 'channel', 'ladder', 'overflow', 'variants', 'priority'],
};
const isForm = ({ body }: Route): boolean => body?.type === 'multipart/form-data';
const sheetOf = ({ path }: Route): string => path.replace(/.*\/|\.csv/g, '');

/** Whose a route is, so that half and more of the requests get past the door. */
function callerOf(route: Route, draw: Draw): Caller {
  if (draw.chance(14)) return draw.one(callers.filter((one) => one !== 'platform'));
  if (route.path.startsWith('/callbacks/')) return draw.chance(85) ? 'platform' : 'nobody';
  if (route.path.startsWith('/api/visitor/')) return 'visitor';
  if (route.path.startsWith('/api/merchant/')) return 'merchant';
  if (route.path.startsWith('/api/agent/')) return draw.one(['agent', 'supervisor', 'admin']);
  if (route.path.startsWith('/api/ops/')) return draw.one(['admin', 'admin', 'admin', 'ops', 'supervisor']);
  return draw.one(['admin', 'ops', 'supervisor', 'agent', 'visitor', 'nobody']);
}

export function planRequest(routes: readonly Route[], platforms: readonly PlatformKeys[], draw: Draw): Planned {
  const route = draw.chance(8) ? draw.one(routes.filter(({ path }) => path.startsWith('/callbacks/'))) : draw.one(routes);
  const caller = callerOf(route, draw);
  const keys = platforms.find(({ path }) => path === route.path);
  if (caller === 'platform' && keys) return planPush(route, keys, draw);
  const whole = draw.chance(40);
  const planned: Planned = { route, caller, method: route.method, url: addressOf(route, draw), headers: {}, whole };
  if (route.body) {
    planned.headers['content-type'] = isForm(route) ? FORM_TYPE : route.body.type;
    planned.body = isForm(route) ? planForm(draw) : route.body.type === 'text/csv' ? later(`!csv.${sheetOf(route)}`) : JSON.stringify(conform(route.body.schema, '', draw));
  }
  if (!whole) for (let i = draw.whole(1, 2); i > 0; i -= 1) spoilRequest(planned, draw);
  return planned;
}

function addressOf({ path, query }: Route, draw: Draw): string {
  // Of his own conversations there is more to see than of others'.
  const isOwn = path.startsWith('/api/visitor/conversations/') && draw.chance(80);
  const place = isOwn ? 'own' : (/([^/]+)\/\{/.exec(path)?.[1] ?? '');
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => (name === 'key' ? later('key') : name === 'seq' ? String(draw.whole(0, 12)) : later(name === 'version' ? 'versions' : path.includes('/api-keys/') ? 'apiKeys' : place, draw.whole(0, 30))));
  const terms = query.filter(({ required, schema }) => (required && !('default' in schema)) || draw.chance(35)).map(({ name, schema }) => {
    const value = conform(schema, name, draw);
    // An address cannot hold half of an emoji.
    return `${name}=${encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).replace(/[\ud800-\udfff]/g, ''))}`;
  });
  return terms.length === 0 ? filled : `${filled}?${terms.join('&')}`;
}

function spoilRequest(planned: Planned, draw: Draw): void {
  const act = draw.whole(1, 100);
  const { route } = planned;
  if (route.body && act <= 55) {
    if (isForm(route) && act <= 45) planned.body = spoilForm(draw);
    else if (route.body.type === 'text/csv' && act <= 45) planned.body = spoilSheet(SHEETS[sheetOf(route)] ?? ['key'], draw);
    else if (act <= 40) planned.body = JSON.stringify(spoil(conform(route.body.schema, '', draw), draw)) ?? '';
    else planned.body = spoilText(planned.body ?? '', draw);
  } else if (act <= 65) {
    planned.url = planned.url.replace(/~~[^~]*~~/, () => evilPlace(draw));
  } else if (act <= 78) {
    planned.url = draw.chance(50) ? planned.url.replace(/\?.*$/, '') + evilQuery(draw) : planned.url + evilQuery(draw).replace('?', '&');
  } else if (act <= 88) {
    Object.assign(planned.headers, draw.one(HEADERS));
  } else if (act <= 94) {
    planned.headers['content-type'] = draw.one(TYPES);
    planned.body ??= '{"a":1}';
  } else {
    planned.method = draw.one(METHODS);
    if (draw.chance(30)) planned.url = draw.one([`/${evilPlace(draw)}`, `/docs/static/${evilPlace(draw)}`, `/${'a/'.repeat(800)}`, '/docs/json', '/', '/docs', '/phone/../../package.json', '//evil.invalid/', '/api//ops//board', '/API/OPS/BOARD']);
  }
}

function planPush(route: Route, keys: PlatformKeys, draw: Draw): Planned {
  const nonce = draw.one(['n', '12345', 'x'.repeat(64)]);
  if (route.method === 'GET') return { route, caller: 'platform', method: 'GET', url: route.path, headers: {}, push: { keys, echo: draw.one(['4711', '<script>', '界', 'x'.repeat(900)]), nonce }, whole: true };
  const { text, plain } = pushText(keys.path.endsWith('wecom') ? 'wecom' : 'wechat', draw);
  return { route, caller: 'platform', method: 'POST', url: route.path, headers: { 'content-type': draw.one(['text/xml', 'application/json', 'text/plain', 'application/x-www-form-urlencoded']) }, push: { keys, text, nonce }, whole: plain };
}

/** Signs and encrypts what a platform says, now that it is known. */
export function sealPush(push: NonNullable<Planned['push']>, text: string, seconds: number): { url: string; body?: string } {
  if (push.echo !== undefined) return { url: addressCheck(push.keys, push.echo, seconds) };
  const { url, payload } = seal(push.keys, text, seconds, push.nonce);
  return { url, body: payload };
}
