import { chatItems, type Item, type Said } from '../../../console/widget/chat-items';
import { assigned, line, talkView } from './talk-double';

const noon = new Date(2026, 5, 10, 12, 0).getTime();
const day = 86_400_000;
const minute = 60_000;

const said = (items: readonly Item[]): Said[] => items.flatMap((item) => (item.kind === 'said' ? [item] : []));
const itemsOf = (...lines: Parameters<typeof chatItems>[0]['lines']) => chatItems(talkView({ lines }), 'zh', noon);

test('a divider stands before the first words of each day', () => {
  const items = itemsOf(line({ at: noon - 400 * day }), line({ at: noon - 30 * day }), line({ at: noon - day }), line({ at: noon - day + minute }), line({ at: noon }));
  expect(items.flatMap((item) => (item.kind === 'day' ? [item.words] : []))).toEqual(['2025年5月6日', '5月11日', '昨天', '今天']);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test('what one person says within three minutes belongs together', () => {
  const items = said(itemsOf(line({ at: noon }), line({ at: noon + minute }), line({ at: noon + 5 * minute }), line({ at: noon + 5 * minute, name: '王芳' }), line({ at: noon + 5 * minute, from: 'visitor' })));
  expect(items.map(({ first, last }) => [first, last])).toEqual([[true, false], [false, true], [true, true], [true, true], [true, true]]);
  expect(items.map(({ name }) => name)).toEqual(['李雷', '李雷', '李雷', '王芳', '我']);
});

test('an own line says how far it has come', () => {
  const own = (more: Parameters<typeof line>[0]) => line({ from: 'visitor', at: noon, ...more });
  const { conversation: _known, seq: _number, ...unsent } = own({ sending: 'waiting' });
  const view = talkView({ lines: [own({ seq: 1 }), own({ seq: 2 }), own({ seq: 3, conversation: 'older' }), unsent, own({ sending: 'failed', code: 'too-large' }), line({})], readTo: 1, state: assigned });
  expect(said(chatItems(view, 'zh', noon)).map(({ tick }) => tick)).toEqual(['read', 'stored', 'read', 'waiting', 'failed', undefined]);
  expect(said(chatItems(view, 'zh', noon))[4]?.trouble).toBe('没有发出去：内容太大');
});

test('words of nobody stand in the middle, and events are not words', () => {
  const items = itemsOf(line({ from: 'system', at: noon, text: '李雷已接入' }), line({ from: 'system', at: noon, body: { kind: 'event', event: 'assigned' } }));
  expect(items.filter(({ kind }) => kind !== 'day')).toMatchObject([{ kind: 'system', words: '李雷已接入' }]);
});
