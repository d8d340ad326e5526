/** @jest-environment jsdom */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../journeys/bundles';
import { createShop, sales, service, vip } from '../miniprogram/shop';
import { startHandset } from './handset';

const guides = ['docs/merchant-guide.md', 'docs/merchant-guide.zh-CN.md'].map((path) => readFileSync(join(root, path), 'utf8'));
/** What the guide tells merchants to copy, and the pages it tells them to name. */
const copied = ['components', 'services', 'sounds', 'styles', 'pages/chat', 'pages/conversations', 'pages/entry', 'pages/leave-message', 'pages/transcript'];
const pages = ['pages/entry/index', 'pages/chat/index', 'pages/leave-message/index', 'pages/conversations/index', 'pages/transcript/index'];

const coat = { title: '羊毛大衣', text: '¥1,299', path: '/pages/coat/index' };
const facts = { payload: 'eyJmYWN0cyI6e319', signature: 'ab12' };

let folder: string;
const write = (path: string, text: string): void => {
  const file = join(folder, 'program', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const built = (): string => join(folder, 'built');

/** A shop's own program, with nothing of ours but what the guide names and its two lines. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhida-merchant-'));
  for (const path of copied) cpSync(join(root, 'miniprogram', path), join(folder, 'program', path), { recursive: true });
  write('app.json', JSON.stringify({ pages: ['pages/coat/index', ...pages], window: { navigationBarTitleText: '大衣店' } }));
  write('app.ts', "App({ services: 'the shop’s own' });");
  write('pages/coat/index.json', '{ "usingComponents": { "contact-entries": "../../components/contact-entries/index" } }');
  write('pages/coat/index.ts', `Page({ data: { own: '', card: ${JSON.stringify(coat)}, facts: ${JSON.stringify(facts)} }, onReady() { this.setData({ own: getApp().services }); } });`);
  write('pages/coat/index.wxml', `<view><text>{{own}}</text><contact-entries look="compact" entries="{{['vip', 'sales']}}" card="{{card}}" facts="{{facts}}" /></view>`);
  const script = `import { buildPhone } from ${JSON.stringify(join(root, 'scripts/phone/build.mjs'))}; await buildPhone(process.argv[1], process.argv[2]);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, built(), join(folder, 'program')]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => localStorage.clear());

test.each(guides.map((guide, index) => [['en', 'zh'][index], guide]))('%s: the guide names what is copied here', (_language, guide) => {
  for (const path of copied) expect(guide).toContain(`\`${path}\``);
  for (const page of pages) expect(guide).toContain(`"${page}"`);
});

test('the shop’s page shows the buttons it asked for, after its facts are with the server, and its App stays its own', async () => {
  const shop = createShop([sales, service, vip]);
  const phone = await startHandset(shop, {}, { built: built() });
  expect(phone.reads()).toMatch(/the shop’s own\s*VIP 专属.*有人代接.*售前咨询.*在线/s);
  expect(phone.reads()).not.toContain('售后服务');
  expect(shop.facts).toEqual([facts]);
});

test('its card is what WeChat offers to send, and our pages open on its stack', async () => {
  const phone = await startHandset(createShop([sales, vip]), {}, { built: built() });
  await phone.tap('售前咨询');
  expect(document.querySelector('.sheet__offer')?.textContent).toContain('羊毛大衣');
  await phone.tap('返回');
  await phone.tap('VIP 专属');
  expect([phone.title(), phone.backHidden()]).toEqual(['VIP 专属', false]);
});
