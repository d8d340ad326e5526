import type { CannedReply } from '../../../shared/http/canned-replies';
import { cannedQuery } from '../../../console/workbench/canned/canned-query';
import { fillCanned } from '../../../console/workbench/canned/fill-canned';
import { findCanned } from '../../../console/workbench/canned/find-canned';

const reply = (title: string, text: string, more: Partial<CannedReply> = {}): CannedReply => ({ id: title, scope: { kind: 'everyone' }, category: '', title, text, changedAt: 0, ...more });
const replies = [
  reply('运费说明', '满 99 元包邮', { shortcut: 'yf', category: '售前' }),
  reply('运费险', '退货运费由保险公司承担', { shortcut: 'yfx' }),
  reply('问候', '您好，{visitor}'),
  reply('退货地址', '请寄到仓库，运费到付'),
];
const found = (query: string): string[] => findCanned(replies, query).map(({ title }) => title);

test('the very shortcut stands before one that begins so, a title before a text', () => {
  expect(found('yf')).toEqual(['运费说明', '运费险']);
  expect(found('yfx')).toEqual(['运费险']);
  expect(found('运费')).toEqual(['运费说明', '运费险', '退货地址']);
});

test('all words must be there, capitals do not count, a category counts, and nothing typed is everything', () => {
  expect(found('运费 保险')).toEqual(['运费险']);
  expect(found('YF')).toEqual(['运费说明', '运费险']);
  expect(found('售前')).toEqual(['运费说明']);
  expect(found('nothing of the kind')).toEqual([]);
  expect(found(' ')).toHaveLength(4);
});

test('places are filled, what is not known is named, and other braces stay', () => {
  expect(fillCanned('{visitor}，订单 {order} {x} {Visitor}', { visitor: '赵女士' })).toEqual({ text: '赵女士，订单  {x} {Visitor}', missing: ['order'] });
  expect(fillCanned('{agent}{agent}', { agent: '$&' })).toEqual({ text: '$&$&', missing: [] });
});

test('a slash at the very beginning asks for them; a path, a second line or a slash later does not', () => {
  expect([cannedQuery('/'), cannedQuery('/yf'), cannedQuery('/运费 保险')]).toEqual(['', 'yf', '运费 保险']);
  expect([cannedQuery(''), cannedQuery('a/b'), cannedQuery('/a\nb'), cannedQuery(`/${'x'.repeat(41)}`)]).toEqual([undefined, undefined, undefined, undefined]);
});
