import { broughtBy, cardOf, withCard } from '../../miniprogram/services/brought';
import { SaidBody } from '../../shared/http/chat';
import { SignedFacts } from '../../shared/http/visitor';
import { Value } from '@sinclair/typebox/value';

const coat = { title: '羊毛大衣 100% “驼色”', text: '¥1,299', path: '/pages/product/index?id=88&from=chat', image: 'https://cdn.example.com/88.jpg' };
const inQuery = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

test('a card and facts come through the query as they were written, also where somebody has decoded them', () => {
  const facts = { payload: 'eyJmYWN0cyI6e319', signature: 'ab12' };
  const wanted = { card: { kind: 'card', ...coat }, facts };
  expect(broughtBy({ card: inQuery(coat), facts: inQuery(facts) })).toEqual(wanted);
  expect(broughtBy({ card: JSON.stringify(coat), facts: JSON.stringify(facts) })).toEqual(wanted);
});

test('whatever is taken is what the server takes', () => {
  const whole = cardOf({ ...coat, url: 'https://shop.example.com/88', path: 'pages/product/index', price: 1299 });
  expect(whole).toMatchObject({ path: '/pages/product/index', url: 'https://shop.example.com/88' });
  expect(Value.Check(SaidBody, whole)).toBe(true);
  expect(Value.Check(SaidBody, cardOf({ title: 'x'.repeat(200) }))).toBe(true);
  expect(Value.Check(SignedFacts, broughtBy({ facts: inQuery({ payload: 'e30', signature: 'ab', more: 1 }) }).facts)).toBe(true);
});

test.each<[string, unknown]>([
  ['no title', { text: '¥1' }], ['a blank title', { title: '  ' }], ['a title that is too long', { title: 'x'.repeat(201) }], ['a title that is no text', { title: 7 }],
  ['a picture without https', { ...coat, image: 'http://cdn.example.com/88.jpg' }], ['an address that runs code', { ...coat, url: 'javascript:alert(1)' }],
  ['NUL', { title: 'a\0b' }], ['a list', [coat]], ['nothing', null], ['a text', 'coat'], ['a path that is too long', { ...coat, path: `/${'x'.repeat(1024)}` }],
])('%s: no card', (_name, value) => {
  expect(cardOf(value)).toBeUndefined();
  expect(broughtBy({ card: inQuery(value) })).toEqual({});
});

test.each([['%'], ['{'], [''], [encodeURIComponent('{"title":')], [inQuery({ title: 'x', more: 'x'.repeat(9000) })]])('a query that is no JSON, or too long, brings nothing: %#', (written) => {
  expect(broughtBy({ card: written, facts: written })).toEqual({});
});

test('handed on to another page it is the same card; one too long for an address stays behind', () => {
  const card = cardOf(coat);
  const page = withCard('/pages/chat/index?e=vip', card);
  expect(broughtBy({ card: /&card=(.*)$/.exec(page)?.[1] ?? '' })).toEqual({ card });
  const long = { url: `https://shop.example.com/${'字'.repeat(1000)}` };
  expect(withCard('/pages/chat/index?e=vip', cardOf({ ...coat, ...long }))).toBe('/pages/chat/index?e=vip');
});
