import { settingsOfAddress, settingsOfScript } from '../../../console/widget/settings';

const tag = (src: string, dataset: Record<string, string>) => settingsOfScript({ src, dataset }, 'zh-CN');

test('a tag says where the server is, which site it is and which entry the button opens', () => {
  expect(tag('https://zhida.example/widget.js', { site: 'web', entry: 'vip' })).toEqual({ server: 'https://zhida.example', site: 'web', entry: 'vip', language: 'zh' });
});

test('a server below a path keeps it, and what stands behind the script’s name is not part of it', () => {
  expect(tag('https://shop.example/service/widget.js?v=3', { site: 'web' })).toEqual({ server: 'https://shop.example/service', site: 'web', language: 'zh' });
});

test.each([['en', 'zh-CN', 'en'], ['zh', 'en', 'zh'], [undefined, 'en-GB', 'en'], [undefined, 'fr', 'zh'], [undefined, '', 'zh']])('data-lang %s on a page in %s speaks %s', (wish, page, spoken) => {
  const dataset = { site: 'web', ...(wish !== undefined && { lang: wish }) };
  expect(settingsOfScript({ src: 'https://zhida.example/widget.js', dataset }, page)?.language).toBe(spoken);
});

test('a tag without a site, or a script from nowhere, starts nothing', () => {
  expect(tag('https://zhida.example/widget.js', {})).toBeUndefined();
  expect(tag('', { site: 'web' })).toBeUndefined();
});

test('the full page reads site, entry and language from its address', () => {
  expect(settingsOfAddress('https://zhida.example/chat/web?e=vip&lang=en', 'zh-CN')).toEqual({ server: 'https://zhida.example', site: 'web', entry: 'vip', language: 'en' });
  expect(settingsOfAddress('https://shop.example/service/chat/web/', 'zh-CN')).toEqual({ server: 'https://shop.example/service', site: 'web', language: 'zh' });
  expect(settingsOfAddress('https://zhida.example/elsewhere', 'zh-CN')).toBeUndefined();
});
