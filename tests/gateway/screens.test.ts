import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/gateway/fastify-app';
import { answerNoRoute } from '../../server/gateway/no-route';
import { screens } from '../../server/gateway/pages/screens';

describe('the screens of staff', () => {
  let folder: string;
  let app: App;

  const serve = async (from: string): Promise<App> => {
    const made: App = Fastify({ logger: false }).withTypeProvider<TypeBoxTypeProvider>();
    answerNoRoute(made);
    await made.register(screens({ folder: from, publicUrl: 'https://desk.example.com' }));
    return made;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhida-screens-'));
    for (const name of ['ops', 'workbench']) {
      mkdirSync(join(folder, name, 'assets'), { recursive: true });
      writeFileSync(join(folder, name, 'index.html'), `the page of ${name}`);
      writeFileSync(join(folder, name, 'assets/main-abc.js'), 'plain');
      writeFileSync(join(folder, name, 'assets/main-abc.js.br'), 'packed');
    }
    app = await serve(folder);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

  test.each([['/console', 'ops'], ['/console/', 'ops'], ['/console/agents', 'ops'], ['/console/a/b?c=d', 'ops'], ['/workbench', 'workbench'], ['/workbench/x', 'workbench']])('%s is the page of %s, asked for anew each time', async (url, name) => {
    const page = await get(url);
    expect([page.statusCode, page.body]).toEqual([200, `the page of ${name}`]);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['cache-control']).toBe('no-cache');
  });

  test('files are kept for good by browsers, packed where they take it', async () => {
    const plain = await get('/console/assets/main-abc.js');
    expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable']);
    const packed = await get('/workbench/assets/main-abc.js', { 'accept-encoding': 'gzip, br' });
    expect([packed.body, packed.headers['content-encoding']]).toEqual(['packed', 'br']);
    expect(packed.headers['content-type']).toMatch(/javascript/);
  });

  test('a file that is not there is no page', async () => {
    expect((await get('/console/assets/gone.js')).statusCode).toBe(404);
    for (const url of ['/console/assets/..%2f..%2f..%2fpackage.json', '/console/assets/%2e%2e/index.html']) expect((await get(url)).body).not.toContain('"name"');
  });

  test('a page may run its own scripts and call this server, and nothing else; other methods are refused in words', async () => {
    const { headers } = await get('/console');
    const policy = String(headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self' wss://desk.example.com", "frame-ancestors 'none'"]) expect(policy.split(';')).toContain(rule);
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await app.inject({ method: 'POST', url: '/console/agents' })).statusCode).toBe(405);
  });

  test('not built yet: says how, in both languages, and nothing fails', async () => {
    const bare = await serve(join(folder, 'nowhere'));
    const zh = await bare.inject({ url: '/console' });
    expect([zh.statusCode, zh.body.includes('npm run build')]).toEqual([503, true]);
    expect((await bare.inject({ url: '/workbench', headers: { 'accept-language': 'en' } })).body).toContain('not built yet');
    await bare.close();
  });
});
