import fc from 'fast-check';
import { kfMessageForm, type KfMenuItem, type KfMessage } from '../../server/wechat/kf-message-form';

const bytes = (text: unknown) => Buffer.byteLength(String(text), 'utf8');
const long = '中'.repeat(2000);
const form = (message: KfMessage) => kfMessageForm(message) as Record<string, Record<string, never>> | undefined;
const field = (message: KfMessage, type: string, name: string) => form(message)?.[type]?.[name];

it.each<[KfMessage, object]>([
  [{ kind: 'text', content: 'a' }, { msgtype: 'text', text: { content: 'a' } }],
  [{ kind: 'voice', mediaId: 'M' }, { msgtype: 'voice', voice: { media_id: 'M' } }],
  [{ kind: 'video', mediaId: 'M' }, { msgtype: 'video', video: { media_id: 'M' } }],
  [{ kind: 'file', mediaId: 'M' }, { msgtype: 'file', file: { media_id: 'M' } }],
  [{ kind: 'link', title: 't', desc: 'd', url: 'https://a.cn', thumbMediaId: 'I' }, { msgtype: 'link', link: { title: 't', desc: 'd', url: 'https://a.cn', thumb_media_id: 'I' } }],
  [{ kind: 'location', name: 'n', latitude: 1.5, longitude: 2 }, { msgtype: 'location', location: { name: 'n', latitude: 1.5, longitude: 2 } }],
  [{ kind: 'business-card', userid: 'li' }, { msgtype: 'business_card', business_card: { userid: 'li' } }],
  [{ kind: 'ca-link', url: 'https://a.cn' }, { msgtype: 'ca_link', ca_link: { link_url: 'https://a.cn' } }],
])('%j', (message, json) => {
  expect(kfMessageForm(message)).toEqual(json);
});

it.each([
  ['pages/a', 'pages/a.html'], ['/pages/a?x=1', 'pages/a.html?x=1'], ['pages/a.html?x=b.c?d', 'pages/a.html?x=b.c?d'],
])('a page ends in .html: %s', (pagePath, expected) => {
  expect(field({ kind: 'miniprogram', appid: 'wx1', title: 't', pagePath, thumbMediaId: 'I' }, 'miniprogram', 'pagepath')).toBe(expected);
});

it.each<[number, KfMessage, string, string]>([
  [2048, { kind: 'text', content: long }, 'text', 'content'],
  [128, { kind: 'link', title: long, url: 'u', thumbMediaId: 'I' }, 'link', 'title'],
  [512, { kind: 'link', title: 't', desc: long, url: 'u', thumbMediaId: 'I' }, 'link', 'desc'],
  [64, { kind: 'miniprogram', appid: 'a', title: long, pagePath: 'p', thumbMediaId: 'I' }, 'miniprogram', 'title'],
  [1024, { kind: 'menu', head: long, items: [] }, 'msgmenu', 'head_content'],
  [1024, { kind: 'menu', tail: long, items: [] }, 'msgmenu', 'tail_content'],
])('cuts at %i bytes', (max, message, type, name) => {
  const value = field(message, type, name);
  expect(bytes(value)).toBeLessThanOrEqual(max);
  expect(bytes(value)).toBeGreaterThan(max - 6);
});

it.each<[number, KfMenuItem]>([
  [128, { kind: 'click', id: '1', content: long }],
  [1024, { kind: 'view', url: 'u', content: long }],
  [1024, { kind: 'miniprogram', appid: 'a', pagePath: 'p', content: long }],
  [256, { kind: 'text', content: long }],
])('cuts an item of a menu at %i bytes', (max, item) => {
  const [one] = field({ kind: 'menu', items: [item] }, 'msgmenu', 'list') as unknown as Record<string, { content: string }>[];
  expect(bytes(one?.[item.kind]?.content)).toBeLessThanOrEqual(max);
  expect(bytes(one?.[item.kind]?.content)).toBeGreaterThan(max - 6);
});

it.each<[string, KfMessage]>([
  ['an address', { kind: 'link', title: 't', url: 'x'.repeat(2049), thumbMediaId: 'I' }],
  ['an id', { kind: 'menu', items: [{ kind: 'click', id: 'x'.repeat(129), content: 'c' }] }],
  ['no id', { kind: 'menu', items: [{ kind: 'click', id: '', content: 'c' }] }],
  ['an address in a menu', { kind: 'menu', items: [{ kind: 'view', url: 'x'.repeat(2049), content: 'c' }] }],
  ['an appid', { kind: 'menu', items: [{ kind: 'miniprogram', appid: 'x'.repeat(33), pagePath: 'p', content: 'c' }] }],
])('does not cut %s', (_what, message) => {
  expect(kfMessageForm(message)).toBeUndefined();
});

it('a menu has 50 items at most, 10 of them to tap, the first ones', () => {
  const click = (id: number): KfMenuItem => ({ kind: 'click', id: String(id), content: 'c' });
  const words: KfMenuItem = { kind: 'text', content: 'w' };
  fc.assert(fc.property(fc.array(fc.oneof(fc.nat().map(click), fc.constant(words)), { maxLength: 80 }), (items) => {
    const list = field({ kind: 'menu', items }, 'msgmenu', 'list') as unknown as { type: string; click?: { id: string } }[];
    const tapped = list.filter(({ type }) => type === 'click').map((one) => one.click?.id);
    expect(list.length).toBeLessThanOrEqual(50);
    expect(tapped.length).toBeLessThanOrEqual(10);
    expect(tapped).toEqual(items.filter((item) => item.kind === 'click').slice(0, tapped.length).map((item) => item.id));
  }));
  const eleven = Array.from({ length: 11 }, (_, id) => click(id));
  expect((field({ kind: 'menu', items: [...eleven, words] }, 'msgmenu', 'list') as unknown as unknown[]).length).toBe(11);
});

it('half an emoji is nothing WeCom would take', () => {
  expect(field({ kind: 'text', content: 'a\ud83d' }, 'text', 'content')).toBe('a\uFFFD');
});
