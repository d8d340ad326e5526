/** @jest-environment jsdom */
import { freshBundles } from '../journeys/bundles';
import { createShop, vip } from '../miniprogram/shop';
import type { Request, Response } from '../miniprogram/wechat';
import { createPretendServer } from '../talk/pretend-server';
import { settle, startHandset } from './handset';

/** The chat page on the phone in the browser: what the phone has to give it. */

beforeAll(freshBundles, 90_000);
beforeEach(() => {
  localStorage.clear();
  let names = 0;
  Object.assign(URL, { createObjectURL: () => `blob:${(names += 1)}` });
  // the browser of the tests has no sound
  Object.assign(HTMLMediaElement.prototype, { play: async () => undefined, pause: () => undefined });
  Object.assign(globalThis, { requestAnimationFrame: (act: () => void) => act() });
});

const name = 'b'.repeat(32);

const open = async () => {
  const shop = createShop([vip]);
  const plain = shop.answer;
  const uploads: unknown[] = [];
  shop.answer = (request: Request): Response => {
    if (request.path !== '/api/visitor/files') return request.path.endsWith('/files/2') ? { status: 200, body: 'a picture' } : plain(request);
    uploads.push(request.body);
    return { status: 200, body: { file: name, kind: 'image', name: '1.png', bytes: 3, contentType: 'image/png' } };
  };
  const server = createPretendServer({ now: Date.now, entry: 'vip' });
  server.takeTokens('token-1-1');
  const phone = await startHandset(shop, {}, { dial: server.dial });
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) {
      await settle();
      server.deliver();
    }
    await settle();
  };
  await phone.tap('VIP 专属');
  await rest();
  const field = (): HTMLTextAreaElement => {
    const found = document.querySelector<HTMLTextAreaElement>('.wx-page:not([hidden]) textarea');
    if (found === null) throw new Error('nowhere to write');
    return found;
  };
  return {
    phone, server, uploads, rest, field,
    async write(words: string): Promise<void> {
      field().value = words;
      field().dispatchEvent(new Event('input', { bubbles: true }));
      await rest();
    },
    async tap(words: string): Promise<void> {
      await phone.tap(words);
      await rest();
    },
    /** What the browser's window for files is answered. */
    async choose(files: readonly File[]): Promise<void> {
      const box = document.querySelector<HTMLInputElement>('input[type="file"]');
      if (box === null) throw new Error('nothing was asked for');
      Object.defineProperty(box, 'files', { value: files });
      box.dispatchEvent(new Event(files.length > 0 ? 'change' : 'cancel'));
      await rest();
    },
  };
};

const pictures = (): string[] => [...document.querySelectorAll<HTMLImageElement>('.wx-page:not([hidden]) .shot--shot img, .wx-page:not([hidden]) image img')].map(({ src }) => src).filter((src) => src.startsWith('blob:'));

test('a tap opens the chat with the named agent, over a socket to where the page came from', async () => {
  const { phone, server, write, tap, rest } = await open();
  expect(phone.dialled).toEqual([`${location.origin.replace('http', 'ws')}/ws/visitor`]);
  expect(phone.title()).toBe('VIP 专属');
  await write('在吗');
  await tap('发送');
  server.says('agent', '在的，您请说');
  await rest();
  expect(phone.reads()).toMatch(/李雷.*正在为您服务.*在吗.*在的，您请说/s);
  expect(phone.warnings()).toEqual([]);
});

test('the return key sends, with shift it does not; nothing is sent while a word is being composed', async () => {
  const { server, field, write, rest } = await open();
  const press = async (more: KeyboardEventInit): Promise<void> => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
    await rest();
  };
  const said = () => server.heard.flatMap((frame) => (frame.type === 'say' ? [frame.body] : []));
  await write('第一句');
  await press({ shiftKey: true });
  await press({ isComposing: true });
  expect(said()).toEqual([]);
  await press({});
  expect(said()).toEqual([{ kind: 'text', text: '第一句' }]);
  expect(field().value).toBe('');
});

test('faces are chosen by their name', async () => {
  const { field, tap } = await open();
  await tap('表情');
  await tap('微笑');
  expect(field().value).toBe('🙂');
});

test('a picture goes there and shows, one of the agent’s is fetched and fills the screen', async () => {
  const { phone, server, uploads, tap, choose, rest } = await open();
  await tap('图片和文件');
  await tap('相册');
  await choose([new File(['png'], '1.png', { type: 'image/png' })]);
  expect(uploads).toHaveLength(1);
  expect(server.heard.flatMap((frame) => (frame.type === 'say' ? [frame.body] : []))).toEqual([{ kind: 'image', file: name }]);
  expect(pictures()).toEqual(['blob:1']);
  document.querySelector<HTMLElement>('.wx-page:not([hidden]) [role="button"]')?.click();
  await rest();
  expect(document.querySelector<HTMLImageElement>('.preview img')?.src).toBe('blob:1');
  await tap('关闭图片');
  expect(document.querySelector('.preview')).toBeNull();
  expect(phone.warnings()).toEqual([]);
});

test('who changes his mind in the window for files is told nothing', async () => {
  const { phone, uploads, tap, choose } = await open();
  await tap('图片和文件');
  await tap('文件');
  await choose([]);
  expect(uploads).toEqual([]);
  expect(phone.reads()).not.toContain('没有取到文件');
});

test('ending is asked in WeChat’s dialog', async () => {
  const { phone, tap } = await open();
  await tap('结束');
  expect(document.querySelector('.dialog')?.textContent).toContain('结束这次会话？');
  await tap('再聊聊');
  expect(document.querySelector('.veil')).toBeNull();
  await tap('结束');
  await tap('结束会话');
  expect(phone.reads()).toContain('会话已结束');
});

test('the list shows its end after each new line, and the place of older ones', async () => {
  const { server, rest } = await open();
  const list = document.querySelector<HTMLElement>('.wx-page:not([hidden]) scroll-view');
  if (list === null) throw new Error('no list');
  const tops: number[] = [];
  Object.defineProperty(list, 'scrollTop', { get: () => 0, set: (top: number) => void tops.push(top) });
  server.says('agent', '新');
  await rest();
  expect(tops.length).toBeGreaterThan(0);
});
