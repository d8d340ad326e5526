import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/gateway/fastify-app';
import { phone } from '../../server/gateway/pages/phone';

describe('the folder served at /phone', () => {
  let folder: string;
  let app: App;

  const serve = async (settings: string | undefined): Promise<string> => {
    if (settings !== undefined) writeFileSync(join(folder, 'phone.json'), settings);
    await app.register(phone({ folder }));
    const page = await app.inject('/phone/');
    expect([page.statusCode, page.body]).toEqual([200, 'a page']);
    return String(page.headers['content-security-policy']);
  };
  const connect = (policy: string): string => /connect-src ([^;]*)/.exec(policy)?.[1] ?? '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhida-served-'));
    writeFileSync(join(folder, 'index.html'), 'a page');
    app = Fastify({ logger: false }).withTypeProvider<TypeBoxTypeProvider>();
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('its page may call this server and the origin of the platform it names', async () => {
    expect(connect(await serve('{"platform":"http://127.0.0.1:4000/some/path"}'))).toBe("'self' http://127.0.0.1:4000");
  });

  test.each([
    ['no settings', undefined],
    ['broken settings', '{'],
    ['no address', '{"platform":7}'],
    ['words that would widen the policy', '{"platform":"* ; script-src *"}'],
    ['an address without an origin', '{"platform":"javascript:alert(1)"}'],
  ])('%s: this server only', async (_name, settings) => {
    const policy = await serve(settings);
    expect(connect(policy)).toBe("'self'");
    expect(policy).toMatch(/img-src 'self' data: https: blob:;/);
    expect(policy).toContain("media-src 'self';");
  });

  test('nothing outside the folder is given out', async () => {
    await serve(undefined);
    for (const path of ['/phone/../package.json', '/phone/%2e%2e/package.json', '/phone/..%2f..%2fetc/passwd']) expect([403, 404]).toContain((await app.inject(path)).statusCode);
    expect((await app.inject('/phone')).headers.location).toBe('/phone/');
  });
});
