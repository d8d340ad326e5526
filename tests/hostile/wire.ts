import { connect, type Socket } from 'node:net';
import type { Answer } from './judge';
import type { Draw } from './draw';
import { HUSH } from './conform';

/** Bytes in the pieces they are written in, and what the sender does after them. */
export interface Bytes {
  pieces: readonly string[];
  /** The address as described. */
  path: string;
  /** Goes away in the middle. */
  cut: boolean;
  /** What the server owes: an answer in our form, one in which Node itself may say what it thinks of the HTTP, or none. */
  owed: 'ours' | 'any' | 'none';
}

const TOO_LONG = 20_000;
const headed = (start: string, headers: readonly string[], body = ''): string => `${start}\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
const HOST = 'Host: desk.invalid';
const CLOSE = 'Connection: close';

/** A request that no client library would send. */
export function planBytes(paths: readonly string[], token: string, draw: Draw): Bytes {
  const described = draw.one(paths);
  const path = described.replace(/\{[^}]+\}/g, 'x');
  const auth = `Authorization: Bearer ${token}`;
  const body = `{"text":"${HUSH}","code":"x","clientId":"client-0001"}`;
  const json = 'Content-Type: application/json';
  const sized = `Content-Length: ${Buffer.byteLength(body)}`;
  const post = (headers: readonly string[], said = body, start = `POST ${path} HTTP/1.1`): string => headed(start, [HOST, CLOSE, auth, json, ...headers], said);
  const get = (target: string, headers: readonly string[] = []): string => headed(`GET ${target} HTTP/1.1`, [HOST, CLOSE, auth, ...headers]);
  const half = post([sized]).slice(0, -draw.whole(1, body.length));
  const whole: readonly (() => readonly string[])[] = [
    () => [headed(`${draw.one(['TRACE', 'PROPFIND', 'BREW', 'get', 'M-SEARCH', 'PURGE', 'LINK', 'QUERY', 'HEAD', 'OPTIONS'])} ${path} HTTP/1.1`, [HOST, CLOSE, auth])],
    () => [get(draw.one([`http://evil.invalid${path}`, `https://desk.invalid:1${path}?a=b`, 'http://', 'http://[::1', '//evil.invalid/', '/../../etc/passwd', '/..%2f..%2fetc/passwd', `/%00${path}`, `${path}%00`, `${path}?%00`, '*', '?', '#', 'x', '/\\..\\', '/%c0%ae%c0%ae/', `${path};a=b`, `${path}/.`, `${path}//`]))],
    () => [headed(`OPTIONS * HTTP/1.1`, [HOST, CLOSE])],
    () => [get(`${path}?${'x'.repeat(draw.one([8_000, 16_000, TOO_LONG]))}`)],
    () => [get(`/${'a'.repeat(draw.one([2_000, 15_000, TOO_LONG]))}`)],
    () => [get(path, Array.from({ length: 300 }, (_, i) => `X-${i}: ${i}`))],
    () => [get(path, [`X: ${'x'.repeat(TOO_LONG)}`])],
    () => [get(path, [auth, 'Authorization: Bearer second', 'Cookie: zhida_session=a', 'Cookie: zhida_session=b'])],
    () => [get(path, ['X-Forwarded-For: \u0001'])],
    () => [get(path, ['Accept-Language: \u00ff\u00fe', 'User-Agent: \u00ff', 'If-None-Match: "\u00e9"'])],
    () => [get(path, ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: eA=='])],
    () => [get(path, ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'])],
    () => [get(path, ['Content-Length: 5'])  + 'hello'],
    () => [headed(`GET ${path} HTTP/1.1`, [HOST, HOST, CLOSE])],
    () => [headed(`GET ${path} HTTP/1.0`, ['Connection: close'])],
    () => [headed(`GET ${path} HTTP/${draw.one(['2.0', '9.9', '1.1.1', 'x'])}`, [HOST, CLOSE])],
    () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    () => ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n'],
    () => [headed(`GET ${path} HTTP/1.1`, ['Host: a\u0000b', CLOSE])],
    () => [headed(`GET ${path} HTTP/1.1`, [`${HOST} `, ' folded: x', CLOSE])],
    () => [`GET ${path} HTTP/1.1\nHost: x\nConnection: close\n\n`],
    () => [post(['Content-Length: -1'])],
    () => [post([sized, 'Content-Length: 2'])],
    () => [post([sized, 'Transfer-Encoding: chunked'])],
    () => [post(['Transfer-Encoding: identity, chunked'], `5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`)],
    () => [post(['Transfer-Encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`)],
    () => [post(['Transfer-Encoding: chunked'], `5;${'x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`)],
    () => [post(['Transfer-Encoding: chunked', 'Trailer: X'], `2\r\n{}\r\n0\r\nX: y\r\n\r\n`)],
    () => [post([sized, 'Expect: 100-continue'])],
    () => [post([sized, 'Content-Encoding: gzip'])],
    () => [post([sized, `Content-Type: ${'x'.repeat(5_000)}`])],
    () => [post(['Content-Length: 3'], '\u00ff\u00fe\u00fd')],
    () => [post(['Content-Length: 99999999999'], '')],
    () => [headed(`POST ${path} HTTP/1.1`, [HOST, auth, json, sized], body), get('/healthz')],
    // A body that comes in crumbs.
    () => { const all = post([sized]); return [all.slice(0, 20), all.slice(20, -10), all.slice(-10, -3), all.slice(-3)]; },
  ];
  if (draw.chance(20)) return { pieces: [draw.one([half, post(['Transfer-Encoding: chunked'], `fff\r\n${body}`), post(['Transfer-Encoding: chunked'], `ffffffffffffffff\r\n${body}`)])], path: described, cut: true, owed: 'none' };
  if (draw.chance(10)) return { pieces: [draw.one([headed(`CONNECT ${path} HTTP/1.1`, [HOST]), headed(`GET ${path} HTTP/1.1`, [CLOSE]), post([sized, 'Expect: a miracle'])])], path: described, cut: false, owed: 'any' };
  return { pieces: draw.one(whole)(), path: described, cut: false, owed: 'ours' };
}

/** Sends bytes as they are and hears the server out; undefined: nothing came within `patienceMs`. */
export function sendBytes(port: number, { pieces, cut }: Bytes, patienceMs: number): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let heard = '';
    const patience = setTimeout(() => socket.destroy(), patienceMs);
    socket.setEncoding('latin1').on('data', (part: string) => { heard += part; });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(heard === '' ? undefined : answerOf(heard));
    });
    const next = (at: number): void => {
      const piece = pieces[at];
      if (piece === undefined) {
        if (cut) socket.destroy();
        return;
      }
      // The next piece goes in a packet of its own.
      socket.write(Buffer.from(piece, 'latin1'), () => setImmediate(next, at + 1));
    };
    socket.on('connect', () => next(0));
  });
}

/** The first answer; what was pipelined behind it is not looked at. */
function answerOf(heard: string): Answer {
  const text = Buffer.from(heard, 'latin1').toString('utf8').replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const end = text.indexOf('\r\n\r\n');
  const headers = text.slice(0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1] ?? 0);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0), headers, body: Buffer.from(text.slice(end + 4)).subarray(0, length).toString('utf8') };
}
