import { createConnection } from 'node:net';
import { Writable } from 'node:stream';
import { uploadLimits } from '../../shared/chat-files';
import { createLog } from '../../server/wiring/log';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { form, GIF, PNG } from './files/samples';
import { bearer, openHouse, type House } from './house';

let house: House;
let token: string;
let logged = '';

beforeEach(async () => {
  logged = '';
  const sink = new Writable({ write: (chunk: Buffer, _, done) => { logged += chunk.toString('utf8'); done(); } });
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] }, { log: createLog('trace', sink), bodyMs: 400 });
  token = await house.token('o1');
});
afterEach(() => house.close());

const post = (payload: Buffer | string, headers: Record<string, string>) =>
  house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...bearer(token), ...headers }, payload });
const sendUp = (content: Buffer | string, more: Parameters<typeof form>[1] = {}) => {
  const { headers, payload } = form(content, more);
  return post(payload, headers);
};
const stillServes = async (): Promise<void> => expect((await sendUp(PNG)).statusCode).toBe(200);
const errors = (): string[] => logged.split('\n').filter((line) => line !== '' && Number((JSON.parse(line) as { level: number }).level) >= 50);

test.each<[string, Buffer | string, Parameters<typeof form>[1]]>([
  ['a page named as a picture', '<!doctype html><script>alert(1)</script>', { fileName: 'a.png', type: 'image/png' }],
  ['a drawing named as a picture', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', { fileName: 'a.png', type: 'image/png' }],
  ['a page named as a text', '<html>', { fileName: 'a.txt', type: 'text/plain' }],
  ['a program named as a picture', Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(99)]), { fileName: 'a.png', type: 'image/png' }],
  ['a script named as a text', '#!/bin/sh\necho', { fileName: 'a.txt', type: 'text/plain' }],
])('%s is refused in words', async (_, content, more) => {
  const answer = await sendUp(content, more);
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'file-kind-refused']);
});

test('names of every kind of trick become names, and none is written down in the log', async () => {
  for (const fileName of ['../../../etc/passwd-secret', 'C:\\secret.png', 'secret\0.png', 'sec\u202eret.png', '%2e%2e%2fsecret', '__proto__', 'x'.repeat(60_000), 'secret\\"; filename=\\"b.png', 'secret\r\nX-Secret: b.png', '密.png', '\ud800secret']) {
    const answer = await sendUp(GIF, { fileName });
    expect([fileName.slice(0, 20), answer.statusCode]).toEqual([fileName.slice(0, 20), 200]);
    const { name } = answer.json() as { name: string };
    expect(name).toMatch(/^[^\\/<>:"|?*\0-\x1f]{1,90}\.gif$/u);
  }
  expect(logged.match(/secret|passwd|密\.png/)).toBeNull();
  expect(logged).not.toContain(token);
  expect(logged).not.toMatch(/GIF89a/);
  expect(errors()).toEqual([]);
});

const other = '--BOUNDARY\r\nContent-Disposition: form-data; name="more"\r\n\r\nx\r\n';
const second = '--BOUNDARY\r\nContent-Disposition: form-data; name="file"; filename="b"\r\n\r\nx\r\n';
test.each<[string, () => ReturnType<typeof form>]>([
  ['another name', () => form(PNG, { name: 'picture' })], ['the name of a prototype', () => form(PNG, { name: '__proto__' })], ['the name of a method', () => form(PNG, { name: 'toString' })],
  ['a field more', () => form(PNG, { more: other })], ['a second file', () => form(PNG, { more: second })], ['many files', () => form(PNG, { more: second.repeat(500) })],
  ['no boundary', () => ({ ...form(PNG), headers: { 'content-type': 'multipart/form-data' } })], ['another boundary', () => ({ ...form(PNG), headers: { 'content-type': 'multipart/form-data; boundary=other' } })],
  ['an endless boundary', () => ({ ...form(PNG), headers: { 'content-type': `multipart/form-data; boundary=${'x'.repeat(5000)}` } })],
  ['nothing', () => ({ ...form(PNG), payload: Buffer.alloc(0) })], ['no end', () => ({ ...form(PNG), payload: form(PNG).payload.subarray(0, -20) })],
  ['half a file', () => ({ ...form(PNG), payload: form(PNG).payload.subarray(0, 180) })], ['half a header', () => ({ ...form(PNG), payload: form(PNG).payload.subarray(0, 60) })],
  ['garbage', () => ({ ...form(PNG), payload: Buffer.from('\0\xff--\r\n\r\n--', 'latin1') })],
  ['a header without end', () => ({ ...form(PNG), payload: Buffer.from(`------zhidaFormBoundary7MA4YWxkTrZu0gW\r\n${'X: y\r\n'.repeat(50_000)}`) })],
  ['a field that is called file', () => {
    const made = form(PNG);
    return { ...made, payload: Buffer.from('------zhidaFormBoundary7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; name="file"\r\n\r\nwords\r\n------zhidaFormBoundary7MA4YWxkTrZu0gW--\r\n') };
  }],
])('a form with %s is refused and leaves nothing', async (_, made) => {
  const { headers, payload } = made();
  const answer = await post(payload, headers);
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
  expect(errors()).toEqual([]);
  await stillServes();
});

test('what is no form is refused', async () => {
  expect((await post('{"file":"x"}', { 'content-type': 'application/json' })).json().code).toBe('unsupported-type');
  expect((await post('x', { 'content-type': 'image/png' })).json().code).toBe('unsupported-type');
  expect((await house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: bearer(token) })).json().code).toBe('unsupported-type');
  const { headers, payload } = form(PNG);
  for (const authorization of [undefined, 'Bearer x', `Bearer ${'A'.repeat(43)}`]) {
    const answer = await house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...headers, ...(authorization !== undefined && { authorization }) }, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'login-needed']);
  }
});

test('who sends up too often is slowed down, and nobody else', async () => {
  const answers = await Promise.all(Array.from({ length: 3 }, () => sendUp(PNG)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  let last = await sendUp(PNG);
  for (let i = 0; i < 40 && last.statusCode === 200; i += 1) last = await sendUp(PNG);
  expect([last.statusCode, Number(last.headers['retry-after']) > 0]).toEqual([429, true]);
  const ofOther = form(PNG);
  const answer = await house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...ofOther.headers, ...bearer(await house.token('o2')) }, payload: ofOther.payload });
  expect(answer.statusCode).toBe(200);
});

/** A request on the wire that stops in the middle. */
async function begin(head: string, body: Buffer): Promise<ReturnType<typeof createConnection> & { heard(): string }> {
  const address = house.http.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const socket = createConnection(address.port, '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => { heard += data.toString('latin1'); });
  socket.on('error', () => undefined);
  socket.write(head);
  socket.write(body);
  return Object.assign(socket, { heard: () => heard });
}
const headOf = (length: number | 'chunked'): string => [
  'POST /api/visitor/files HTTP/1.1', 'Host: desk.invalid', `Authorization: Bearer ${token}`, `Content-Type: ${form(PNG).headers['content-type'] ?? ''}`,
  length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`, '', '',
].join('\r\n');

test('who goes away in the middle leaves nothing behind, and his room is free again', async () => {
  await house.side.listen();
  const { payload } = form(Buffer.concat([PNG, Buffer.alloc(1_000_000)]));
  for (let i = 0; i < 8; i += 1) {
    const socket = await begin(headOf(payload.length), payload.subarray(0, 500_000));
    const count = (): Promise<number> => new Promise((told) => house.http.server.getConnections((_, open) => told(open)));
    await until('it to come', async () => (await count()) > 0);
    socket.destroy();
    await until('it to be gone', async () => (await count()) === 0);
  }
  await until('room for the next', async () => (await sendUp(PNG)).statusCode === 200);
  expect(errors()).toEqual([]);
});

test('of one visitor only a few are on their way at once', async () => {
  await house.side.listen();
  const { payload } = form(Buffer.concat([PNG, Buffer.alloc(100_000)]));
  const slow = await Promise.all([1, 2, 3, 4, 5].map(() => begin(headOf(payload.length), payload.subarray(0, 1000))));
  const having = (status: string) => slow.filter((socket) => socket.heard().startsWith(`HTTP/1.1 ${status}`));
  await until('no room for two', () => having('429').length === 2);
  for (const socket of slow) socket.write(payload.subarray(1000));
  await until('the others', () => having('200').length === 3);
  for (const socket of slow) socket.destroy();
  await stillServes();
});

test('a slow line may take its time with a file, and with nothing else', async () => {
  await house.side.listen();
  const { payload } = form(PNG);
  const slow = await begin(headOf(payload.length), payload.subarray(0, 60));
  const login = '{"code":"code-o9"}';
  const other = await begin(`POST /api/visitor/login HTTP/1.1\r\nHost: desk.invalid\r\nContent-Type: application/json\r\nContent-Length: ${login.length}\r\n\r\n`, Buffer.from(login.slice(0, 5)));
  await until('it is given up', () => other.heard().includes('408'));
  expect(slow.heard()).toBe('');
  slow.write(payload.subarray(60));
  await until('the answer', () => slow.heard().includes('200 OK'));
  slow.destroy();
  other.destroy();
  const quick = await begin(`POST /api/visitor/login HTTP/1.1\r\nHost: desk.invalid\r\nContent-Type: application/json\r\nContent-Length: ${login.length}\r\n\r\n`, Buffer.from(login));
  await until('its answer', () => quick.heard().includes('200 OK'));
  quick.destroy();
});

test('a stream without end and without a stated size is cut at the limit, and refused in words', async () => {
  await house.side.listen();
  const { payload } = form('');
  const socket = await begin(headOf('chunked'), Buffer.alloc(0));
  const chunk = (bytes: Buffer): void => void socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
  const start = payload.indexOf('\r\n\r\n') + 4;
  chunk(payload.subarray(0, start));
  const million = Buffer.alloc(1_000_000, 'a');
  for (let i = 0; i < 40; i += 1) chunk(million);
  chunk(payload.subarray(start));
  socket.write('0\r\n\r\n');
  await until('the refusal', () => socket.heard().includes('413'));
  expect(socket.heard()).toContain('too-large');
  socket.destroy();
  await stillServes();
}, 60_000);

test('a size that is too large is refused before anything of it is read', async () => {
  await house.side.listen();
  const socket = await begin(headOf(uploadLimits.fileBytes * 100), Buffer.alloc(10));
  await until('the refusal', () => socket.heard().includes('413'));
  socket.destroy();
});

test('a store or disk that fails gives no name, and the next one works', async () => {
  const { files, records } = house.floor.desk.ctx;
  const { put } = files;
  files.put = () => Promise.reject(new Error('the disk is full'));
  expect((await sendUp(PNG)).statusCode).toBe(500);
  files.put = put;
  expect(logged.match(/the disk is full/g)?.length).toBeGreaterThan(0);
  await stillServes();
  expect(await records.files.takeRemovals({ now: house.floor.clock.now, leaseMs: 1, limit: 10 })).toEqual([]);
});
