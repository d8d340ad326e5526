import type { Outgoing } from '../../../console/workbench/composer/outgoing';
import { deliveryMark } from '../../../console/workbench/talk/delivery-mark';
import { newAfter } from '../../../console/workbench/talk/new-after';
import { talkItems, type TalkItemsFrom } from '../../../console/workbench/talk/talk-items';
import { messageOf } from './message-of';

const itemsOf = (of: Partial<TalkItemsFrom>) => talkItems({ messages: [], outgoing: [], me: 'li', nameOf: () => undefined, ...of });
const going = (more: Partial<Outgoing> = {}): Outgoing =>
  ({ id: 'client-0001', conversation: 'c', body: { kind: 'text', text: 'words 2' }, isNote: false, at: messageOf(3).at, afterSeq: 1, state: 'sending', ...more });

test('days stand between, runs of one person have one name, what the desk said is no bubble', () => {
  const items = itemsOf({ messages: [
    messageOf(1, { from: 'system', body: { kind: 'event', event: 'entered', detail: 'vip' } }),
    messageOf(2), messageOf(3), messageOf(4, { from: 'system', body: { kind: 'text', text: '您好' } }),
    messageOf(5, { from: 'agent', agent: 'li' }), messageOf(6, { from: 'agent', agent: 'wang' }), messageOf(7, { from: 'note', agent: 'wang' }),
    messageOf(8, { at: messageOf(7).at + 86_400_000, from: 'note', agent: 'wang' }),
  ] });
  expect(items.map((item) => (item.kind === 'said' ? `${item.from}${item.isFirst ? ' named' : ''}` : item.kind))).toEqual(
    ['day', 'event', 'visitor named', 'visitor', 'automatic', 'agent named', 'agent named', 'note named', 'day', 'note named']);
});

test('own words stand at the end until the server has them, and never twice', () => {
  const before = [messageOf(1)];
  expect(itemsOf({ messages: before, outgoing: [going()] }).at(-1)).toMatchObject({ id: 'client-0001', outgoing: { state: 'sending' } });
  const echo = messageOf(2, { from: 'agent', agent: 'li' });
  expect(itemsOf({ messages: [...before, echo], outgoing: [going()] }).filter(({ kind }) => kind === 'said')).toHaveLength(2);
  // the same words of a colleague, or said before, are other words
  expect(itemsOf({ messages: [...before, { ...echo, agent: 'wang' }], outgoing: [going()] }).filter(({ kind }) => kind === 'said')).toHaveLength(3);
  expect(itemsOf({ messages: [...before, echo], outgoing: [going({ afterSeq: 2 })] }).filter(({ kind }) => kind === 'said')).toHaveLength(3);
  expect(itemsOf({ messages: [...before, echo], outgoing: [going({ state: 'failed' })] }).filter(({ kind }) => kind === 'said')).toHaveLength(3);
});

test('a stored answer keeps the id it was shown by', () => {
  const items = itemsOf({ messages: [messageOf(2, { from: 'agent', agent: 'li' })], nameOf: (_conversation, seq) => (seq === 2 ? 'client-0001' : undefined) });
  expect(items.at(-1)?.id).toBe('client-0001');
});

test('new words begin at the first unread one', () => {
  const messages = [messageOf(1), messageOf(2, { from: 'agent', agent: 'li' }), messageOf(3), messageOf(4)];
  expect(newAfter(messages, 0)).toBeUndefined();
  expect(newAfter(messages, 2)).toBe(2);
  expect(newAfter(messages, 99)).toBe(0);
  expect(itemsOf({ messages, newAfter: 2 }).map(({ kind }) => kind)).toEqual(['day', 'said', 'said', 'new', 'said', 'said']);
});

test.each([
  [undefined, 0, { word: 'stored', isAmiss: false, canResend: false }],
  ['sent', 0, { word: 'arrived', isAmiss: false, canResend: false }],
  ['pending', 0, { word: 'going', isAmiss: false, canResend: false }],
  [undefined, 2, { word: 'read', isAmiss: false, canResend: false }],
  ['held', 0, { word: 'held', isAmiss: true, canResend: false, why: 'count-spent' }],
  ['failed', 0, { word: 'failed', isAmiss: true, canResend: true, why: 'count-spent' }],
  ['unknown', 0, { word: 'unknown', isAmiss: true, canResend: true, why: 'count-spent' }],
] as const)('an answer %s, read up to %d', (state, readTo, mark) => {
  const delivery = state === undefined ? {} : { delivery: { state, why: 'count-spent' } };
  expect(deliveryMark(messageOf(2, { from: 'agent', ...delivery }), readTo)).toEqual(mark);
});
