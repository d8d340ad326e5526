/** @jest-environment jsdom */
import { TextDecoder } from 'node:util';
import { createShell } from '../../../console/widget/shell';
import { createApi } from '../../../console/widget/zhida-api';
import { until } from '../../journeys/until';
import { fakeServer } from './fake-server';

Object.assign(window, { matchMedia: () => ({ matches: false }), visualViewport: null });
Object.assign(globalThis, { TextDecoder, Headers: class { get = (): null => null; }, CSS: { escape: (text: string) => text } });

const stage = (settings: { entry?: string; look?: 'card' | 'page' } = {}) => {
  document.body.replaceChildren();
  const server = fakeServer();
  const { look = 'card', ...more } = settings;
  const shell = createShell({
    browser: server.browser, settings: { server: 'https://zhida.example', site: 'web', language: 'zh', ...more }, look,
    tabs: { tellSeen: () => undefined, onSeen: () => undefined, once: (_what, act) => act() },
    createAudio: () => { throw new Error('no sound here'); },
  });
  const root = document.querySelector('zhida-widget')?.shadowRoot;
  if (root === undefined || root === null) throw new Error('nothing was put into the page');
  const find = (selector: string): HTMLElement | undefined => root.querySelector<HTMLElement>(selector) ?? undefined;
  const reads = (): string => find('.panel')?.textContent ?? '';
  const tap = async (selector: string): Promise<void> => (await until(selector, () => find(selector))).click();
  return { server, shell, api: createApi(shell), root, find, reads, tap };
};

test('a page that is only looked at asks the server nothing', async () => {
  const { server } = stage();
  await Promise.resolve();
  expect([server.logins, server.heard]).toEqual([[], []]);
});

test('the button opens the entries, an entry opens its chat, and the server is entered only then', async () => {
  const { server, tap, reads, find } = stage();
  await tap('.launcher');
  await until('the entries', () => reads().includes('售前咨询'));
  expect(server.heard).toEqual([]);
  await tap('.entry');
  await until('the agent', () => reads().includes('李雷'));
  expect(server.heard.map(({ type }) => type)).toEqual(['hello', 'open']);
  expect(find('.launcher')?.getAttribute('aria-expanded')).toBe('true');
});

test('a button with an entry of its own enters it at once', async () => {
  const { server, tap } = stage({ entry: 'vip' });
  await tap('.launcher');
  await until('the chat is entered', () => server.heard.some((frame) => frame.type === 'open' && frame.entry === 'vip'));
});

test('answers while it is closed are counted on the button and told to the page, until they are seen', async () => {
  const { server, api, tap, find } = stage({ entry: 'vip' });
  const told: unknown[] = [];
  api.on('unread', (count) => void told.push(count));
  api.on('open', () => void told.push('open'));
  api.on('close', () => void told.push('close'));
  await tap('.launcher');
  await until('the chat', () => server.heard.some(({ type }) => type === 'open'));
  api.close();
  server.answers('在的');
  server.answers('您说');
  await until('the badge', () => find('.launcher__badge')?.textContent === '2');
  expect(find('.launcher')?.getAttribute('aria-label')).toBe('联系客服，2 条未读回复');
  await tap('.launcher');
  await until('all is seen', () => find('.launcher__badge')?.hidden === true);
  expect(told).toEqual(['open', 'close', 1, 2, 'open', 0]);
});

test('Escape closes the menu first, then the panel, and gives the keyboard back to the button', async () => {
  const { root, tap, find } = stage();
  await tap('.launcher');
  await tap('.bar [aria-label="更多"]');
  const press = (): void => void root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  press();
  expect([find('.menu')?.hidden, find('.panel')?.hidden]).toEqual([true, false]);
  press();
  expect(find('.panel')?.hidden).toBe(true);
  expect(root.activeElement?.className).toBe('launcher');
});

test('opened by a button of the page, it gives the keyboard back to that', async () => {
  const { api } = stage();
  const own = document.createElement('button');
  document.body.append(own);
  own.focus();
  api.open('vip');
  expect(document.activeElement).not.toBe(own);
  api.close();
  expect(document.activeElement).toBe(own);
});

test('a page that makes itself a new body keeps it', async () => {
  const { root } = stage();
  document.body.replaceWith(document.createElement('body'));
  await until('it is in the new body', () => document.body.contains(root.host));
});

test('keys pressed in it do not reach the page', async () => {
  const { tap, find } = stage({ entry: 'vip' });
  const pressed: string[] = [];
  document.addEventListener('keydown', ({ key }) => void pressed.push(key));
  await tap('.launcher');
  find('textarea')?.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true, composed: true }));
  expect(pressed).toEqual([]);
});

test('the other language is chosen there and kept', async () => {
  const { server, tap, reads } = stage();
  await tap('.launcher');
  await tap('.bar [aria-label="更多"]');
  await tap('.menu [lang="en"]');
  await until('it speaks English', () => reads().includes('Who would you like to talk to?'));
  expect(server.browser.shelf?.getItem('zhida:web:language')).toBe('"en"');
});

test('identify signs in anew, and what the browser’s own visitor saw is gone from the screen', async () => {
  const { server, api, tap, reads } = stage({ entry: 'vip' });
  await tap('.launcher');
  await until('the chat', () => server.heard.some(({ type }) => type === 'open'));
  server.answers('只给您看');
  await until('the words', () => reads().includes('只给您看'));
  expect(await api.identify({ payload: 'e30', signature: 'ab' })).toBe(true);
  expect(reads()).not.toContain('只给您看');
  expect(server.logins[1]).toMatchObject({ identity: { payload: 'e30', signature: 'ab' } });
});

test('identify for who is served already only tells what is new about him', async () => {
  const { server, api, tap, reads } = stage({ entry: 'vip' });
  const payload = btoa(JSON.stringify({ subject: 'u1' }));
  await api.identify({ payload, signature: 'ab' });
  await tap('.launcher');
  await until('the chat', () => server.heard.some(({ type }) => type === 'open'));
  server.answers('您好');
  await until('the words', () => reads().includes('您好'));
  expect(await api.identify({ payload, signature: 'cd' })).toBe(true);
  expect([server.logins.length, server.facts]).toEqual([1, [{ payload, signature: 'cd' }]]);
  expect(reads()).toContain('您好');
});

test('a page calls it wrongly and is told, not broken', async () => {
  const spoken = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { api } = stage();
  const wrong: unknown = api;
  const { identify, on } = wrong as { identify(given?: unknown): Promise<boolean>; on(name: string, listener: unknown): () => void };
  expect(await identify()).toBe(false);
  on('nothing', undefined)();
  expect(spoken).toHaveBeenCalledTimes(2);
  spoken.mockRestore();
});

test('entries() tells the page what stands there now', async () => {
  const { api } = stage();
  expect(await api.entries()).toEqual([
    { key: 'presales', label: '售前咨询', state: 'available', words: '由李雷为您服务' }, { key: 'vip', label: '入口 vip', state: 'available', words: '由李雷为您服务' },
  ]);
});

test('the full page has no button and nothing to close', async () => {
  const { shell, find, reads } = stage({ look: 'page' });
  shell.open();
  await until('the entries', () => reads().includes('售前咨询'));
  shell.close();
  expect([find('.launcher'), find('.panel')?.hidden, find('.bar [aria-label="关闭"]')]).toEqual([undefined, false, undefined]);
});
