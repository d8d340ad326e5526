/** @jest-environment jsdom */
import type { EntriesState } from '../../../shared/asking/entries';
import { homeView } from '../../../console/widget/view/home';
import { troubleWords } from '../../../console/widget/trouble-words';
import type { EntryView } from '../../../shared/http/visitor';
import { entry } from './shop';

Object.assign(globalThis, { CSS: { escape: (text: string) => text } });

const ready = (...entries: EntryView[]): EntriesState => ({ phase: 'ready', at: 0, answer: { site: { name: '小店' }, entries } });

const stage = (state: EntriesState, unread: Readonly<Record<string, number>> = {}) => {
  const asked: string[] = [];
  const view = homeView({
    language: 'zh', now: () => 0, chat: (key) => void asked.push(`chat ${key}`), leave: (key) => void asked.push(`leave ${key}`), retry: () => void asked.push('retry'),
    troubleWords: (code) => troubleWords('zh', code, { origin: 'https://shop.example', site: 'web' }),
  });
  document.body.replaceChildren(view.element);
  const show = (next: EntriesState): void => view.show(next, (key) => unread[key] ?? 0);
  show(state);
  const tap = (key: string): void => view.element.querySelector<HTMLElement>(`[data-entry="${key}"]`)?.click();
  return { element: view.element, show, tap, asked, reads: () => view.element.textContent ?? '' };
};

const queue: EntryView['state'] = { kind: 'queue', words: { zh: '客服都在忙' }, waiting: 2, wait: { fromMinutes: 3, toMinutes: 8 } };

test('each entry tells its true state, and a tap enters it', () => {
  const { reads, tap, asked } = stage(ready(entry('presales'), entry('vip', { state: queue })), { vip: 3 });
  expect(reads()).toMatch(/售前咨询.*在线.*由李雷为您服务.*联系.*入口 vip.*3 条未读.*需要排队.*约 3–8 分钟 · 前面 2 人.*客服都在忙.*排队/s);
  tap('presales');
  tap('vip');
  expect(asked).toEqual(['chat presales', 'chat vip']);
});

test('where nobody answers the chat is entered all the same: it may go on there, and takes words', () => {
  const { reads, tap, asked } = stage(ready(entry('vip', { state: { kind: 'outside-hours', words: { zh: '休息中，请留言' } } })));
  expect(reads()).toMatch(/休息中.*留言/);
  tap('vip');
  expect(asked).toEqual(['chat vip']);
});

test('微信客服 is a link into WeChat, a contact button of the mini-program only takes words', () => {
  const kf = entry('kf', { channel: 'kf', invitation: { kind: 'kf', url: 'https://work.weixin.qq.com/kfid/kfc1', corpId: 'ww1' } });
  const forged = entry('bad', { channel: 'kf', invitation: { kind: 'kf', url: 'javascript:alert(1)', corpId: 'ww1' } });
  const { element, tap, asked } = stage(ready(kf, forged, entry('mini', { channel: 'contact', invitation: { kind: 'unavailable' } })));
  expect([...element.querySelectorAll('a')].map(({ href, rel }) => [href, rel])).toEqual([['https://work.weixin.qq.com/kfid/kfc1', 'noopener noreferrer']]);
  tap('bad');
  tap('mini');
  expect(asked).toEqual(['leave bad', 'leave mini']);
});

test('loading, empty and each trouble have words of their own, and a way on', () => {
  const { element, reads, show, asked } = stage({ phase: 'loading' });
  expect(element.querySelector('[role="progressbar"]')).not.toBeNull();
  show(ready());
  expect(reads()).toContain('还没有客服入口');
  show({ phase: 'failed', failure: { code: 'offline', retryAfterMs: 0 } });
  expect(reads()).toContain('连不上网络');
  show({ phase: 'failed', failure: { code: 'origin-refused', retryAfterMs: 0 } });
  expect(reads()).toMatch(/不在允许的来源里.*联系网站的管理员/);
  expect(reads()).toContain('https://shop.example');
  element.querySelector<HTMLElement>('button')?.click();
  expect(asked).toEqual(['retry']);
});

test('an old list stays, and says since when it is old', () => {
  const old = ready(entry('presales'));
  const { reads } = stage(old.phase === 'ready' ? { ...old, trouble: { code: 'offline', retryAfterMs: 0 } } : old);
  expect(reads()).toMatch(/网络不通，这是 \d\d:\d\d 的情况.*售前咨询/s);
});

test('a refresh leaves the keyboard where it was', () => {
  const { element, show } = stage(ready(entry('presales'), entry('vip')));
  element.querySelector<HTMLElement>('[data-entry="vip"]')?.focus();
  show(ready(entry('presales'), entry('vip', { state: queue })));
  expect(document.activeElement?.getAttribute('data-entry')).toBe('vip');
});
