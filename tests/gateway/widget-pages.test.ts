import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SignedFacts } from '../../shared/http/visitor';
import { root } from '../journeys/bundles';
import { bearer, read } from './house';
import { refusal } from './staff-of';
import { device, openWebShop, PAGE, type WebShop } from './web-shop';

const SCRIPT = `/* 网页组件 */ ${'console.log("widget");'.repeat(200)}`;
let folder: string;
let shop: WebShop;

const open = async (config: object = {}): Promise<void> => {
  shop = await openWebShop({}, { config: { publicUrl: 'https://desk.example', widgetDir: join(folder, 'widget'), ...config } });
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhida-widget-'));
  mkdirSync(join(folder, 'widget'));
  for (const name of ['widget.js', 'chat.js']) writeFileSync(join(folder, 'widget', name), SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => shop.house.close());

const get = (url: string, headers: Record<string, string> = {}) => shop.house.http.inject({ url, headers });
const asBrowser = { accept: 'text/html,*/*', 'accept-language': 'zh-CN' };

describe('the script', () => {
  test.each(['/widget.js', '/widget/chat.js'])('%s may be loaded by any page, compressed as it likes and again only when it has changed', async (url) => {
    await open();
    const plain = await get(url, { 'accept-encoding': 'br;q=0, deflate, gzip;q=0.0' });
    expect([plain.statusCode, plain.body, plain.headers['content-encoding']]).toEqual([200, SCRIPT, undefined]);
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300', vary: 'accept-encoding',
      'cross-origin-resource-policy': 'cross-origin', 'x-content-type-options': 'nosniff',
    });
    const [br, gzip] = [await get(url, { 'accept-encoding': 'gzip, deflate, br', origin: PAGE }), await get(url, { 'accept-encoding': 'GZIP' })];
    expect([br.headers['content-encoding'], brotliDecompressSync(br.rawPayload).toString()]).toEqual(['br', SCRIPT]);
    expect([gzip.headers['content-encoding'], gunzipSync(gzip.rawPayload).toString()]).toEqual(['gzip', SCRIPT]);
    const again = await get(url, { 'if-none-match': String(br.headers.etag) });
    expect([again.statusCode, again.body, again.headers['cache-control']]).toEqual([304, '', 'public, max-age=300']);
    expect((await get(url, { 'if-none-match': 'W/"another"' })).statusCode).toBe(200);
    expect((await shop.house.http.inject({ method: 'HEAD', url })).statusCode).toBe(200);
  });

  test('that was not built is refused in words, and so is the page made of it', async () => {
    await open({ widgetDir: join(folder, 'nothing') });
    for (const url of ['/widget.js', '/widget/chat.js', '/chat/page']) expect([url, ...refusal(await get(url))]).toEqual([url, 404, 'not-built']);
    expect((await get('/chat/page', asBrowser)).body).toContain('npm run build');
  });
});

describe('the chat as a page', () => {
  test('runs nothing but its own script, in nobody’s frame, and is in no index', async () => {
    await open();
    const { headers, body, statusCode } = await get('/chat/page?e=vip&utm_source=qr', asBrowser);
    expect([statusCode, headers['content-type'], headers['x-robots-tag']]).toEqual([200, 'text/html; charset=utf-8', 'noindex']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none';script-src 'self';style-src 'self';");
    expect(policy).toContain("connect-src 'self' wss://desk.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(body.match(/<script[^>]*>[^<]*/g)).toEqual(['<script src="../widget/chat.js" defer>']);
    expect(body).not.toMatch(/<style|style=|\son\w+=/);
  });

  test('is called what the site is called, whatever that is', async () => {
    await open();
    await shop.house.floor.publish((config) => { config.sites.push({ key: 'bold', name: '</title><script>alert("1")</script>&', kind: 'web', origins: [] }); });
    expect((await get('/chat/bold')).body).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</title>');
  });

  test.each([['', 'en;q=0.9', 'en'], ['', 'zh-CN', 'zh-CN'], ['?lang=en', 'zh-CN', 'en'], ['?e=vip&lang=zh', 'en', 'zh-CN'], ['?lang=xx', 'en', 'en']])('%s with %s is in %s', async (query, accepted, lang) => {
    await open();
    expect((await get(`/chat/page${query}`, { 'accept-language': accepted })).body).toContain(`<html lang="${lang}">`);
  });

  test.each(['shop', 'nowhere', '__proto__', 'constructor', '%3Cscript%3E'])('there is none for %s', async (site) => {
    await open();
    const page = await get(`/chat/${site}`, asBrowser);
    expect([page.statusCode, page.headers['content-type'], page.body.includes('没有这个聊天页面')]).toEqual([404, 'text/html; charset=utf-8', true]);
    expect(refusal(await get(`/chat/${site}`))).toEqual([404, 'site-unknown']);
  });
});

describe('the shop’s page of a trial', () => {
  const pages = join(root, 'sandbox/shop');
  const trial = { trial: true, widgetDemoDir: pages };
  /** The trial's own site. */
  const addSite = async (): Promise<void> => {
    await shop.house.floor.publish((config) => {
      config.sites.push({ key: 'web', name: '示例网站', kind: 'web', origins: [] });
      for (const one of config.entries) if (one.site === 'page') one.site = 'web';
      config.agents.push({ key: 'chen', name: 'CHEN', disabled: false });
    });
    await shop.house.floor.records.people.saveSiteSecrets({ site: 'web', hmacSecret: 'the secret of the trial' });
  };

  test('is there only in a trial', async () => {
    await open({ widgetDemoDir: pages });
    for (const url of ['/widget-demo', '/widget-demo/', '/widget-demo/identity']) expect((await get(url)).statusCode).toBe(404);
    expect((await get('/')).body).not.toContain('widget-demo');
  });

  test('obeys the same policy, and none of its files needs more', async () => {
    await open(trial);
    expect((await get('/widget-demo')).headers.location).toBe('/widget-demo/');
    expect((await get('/')).body).toContain('href="/widget-demo"');
    const { headers } = await get('/widget-demo/');
    expect(String(headers['content-security-policy'])).not.toContain('unsafe');
    for (const name of readdirSync(pages).filter((one) => one.endsWith('.html'))) {
      const { statusCode, body } = await get(`/widget-demo/${name}`);
      expect([name, statusCode, body.includes('<script src="/widget.js" data-site="web" data-entry="web-presales" async>')]).toEqual([name, 200, true]);
      expect(body).not.toMatch(/<style|style=|\son\w+=|<script>/);
      expect(readFileSync(join(pages, name), 'utf8')).toBe(body);
    }
  });

  test('signs in a member of the shop, whose order decides who is asked', async () => {
    await open(trial);
    await addSite();
    await shop.house.floor.online('chen', 'li');
    const identity = read(SignedFacts, await get('/widget-demo/identity'));
    const login = await shop.login({ site: 'web', device: device('a'), identity }, 'https://desk.example');
    expect([login.statusCode, login.json().identified]).toEqual([200, true]);
    const order = await get('/api/visitor/entries/order', bearer(login.json().token));
    expect(order.json().state).toMatchObject({ kind: 'available', agent: { name: 'CHEN' } });
  });

  test('over data without its site says so', async () => {
    await open(trial);
    expect(refusal(await get('/widget-demo/identity'))).toEqual([404, 'site-unknown']);
  });
});
