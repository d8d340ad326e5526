import { randomBytes } from 'node:crypto';
import { createWecomDoor } from '../../server/wechat/callback-door';
import { checkCallback } from '../../server/wiring/doctor-callback';
import { startPlatform, type PlatformServer } from '../wechat/platform-server';

const KEYS = { token: 'callbacktoken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', corpId: 'ww1' };
let server: PlatformServer | undefined;
let at = 1_700_000_000_000;
afterEach(() => server?.close());

/** A server whose callback address has these keys and takes so long. */
async function serve(keys: typeof KEYS, takesMs = 0): Promise<string> {
  const door = createWecomDoor({ ...keys, now: () => at });
  server = await startPlatform((seen, response) => {
    const verified = seen.path === '/callbacks/wecom' ? door.verify(Object.fromEntries(seen.query)) : { ok: false as const };
    at += takesMs;
    response.writeHead(verified.ok ? 200 : 401).end(verified.ok ? verified.echo : '{}');
  });
  return server.baseUrl;
}
const check = (publicUrl: string) => checkCallback({ publicUrl, wecom: KEYS }, { now: () => at, randomBytes });

test('an address that gives back what was encrypted works, and the rest is said to be unknown', async () => {
  const findings = await check(await serve(KEYS));
  expect(findings.map(({ level }) => level)).toEqual(['good', 'note']);
  expect(findings[1]?.zh).toContain('从里面看不到的');
});

test('an answer later than WeCom waits for is worth knowing', async () => {
  expect((await check(await serve(KEYS, 1_001))).map(({ level }) => level)).toEqual(['good', 'note', 'note']);
});

test.each([{ ...KEYS, token: 'another' }, { ...KEYS, aesKey: KEYS.aesKey.split('').reverse().join('') }, { ...KEYS, corpId: 'ww2' }])('a running server with other keys does not pass', async (keys) => {
  const findings = await check(await serve(keys));
  expect(findings).toEqual([expect.objectContaining({ level: 'bad', zh: expect.stringContaining('HTTP 401') as string })]);
});

test('something else at the address does not pass, nor does silence; nothing signed is shown', async () => {
  server = await startPlatform((_seen, response) => { response.end('hello'); });
  const [wrong] = await check(server.baseUrl);
  expect(wrong?.level).toBe('bad');
  await server.close();
  const [silent] = await check(server.baseUrl);
  expect(silent).toMatchObject({ level: 'bad', zh: expect.stringContaining('ECONNREFUSED') as string });
  expect(JSON.stringify([wrong, silent])).not.toMatch(/msg_signature|echostr/);
  server = undefined;
});

test('without WeCom there is nothing to check', async () => {
  expect(await checkCallback({ publicUrl: 'http://127.0.0.1:1' }, { now: () => at, randomBytes })).toEqual([]);
});
