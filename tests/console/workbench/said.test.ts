import { saidAfter, withChanged, withEarlier, withNext, withOwn } from '../../../console/workbench/line/said';
import { messageOf } from './message-of';

const seqs = (said: { messages: readonly { seq: number }[] } | undefined): number[] | undefined => said?.messages.map(({ seq }) => seq);
const told = (after: number, ...of: number[]) => ({ after, seq: Math.max(after, ...of), messages: of.map((seq) => messageOf(seq)) });

const begun = withNext(saidAfter(10), told(10, 11, 12)) ?? saidAfter(0);

test('goes on from what it has, takes what comes twice once, and notices a gap', () => {
  expect(seqs(begun)).toEqual([11, 12]);
  expect(seqs(withNext(begun, told(11, 12, 13)))).toEqual([11, 12, 13]);
  expect(withNext(begun, told(13, 14))).toBeUndefined();
  expect(withNext(begun, told(12, 13))?.to).toBe(13);
});

test('an own answer stands at once, and words before it still count as missing', () => {
  const own = withOwn(begun, messageOf(14, { from: 'agent' }));
  expect(seqs(own)).toEqual([11, 12, 14]);
  expect(own.to).toBe(12);
  expect(seqs(withNext(own, told(12, 13, 14)))).toEqual([11, 12, 13, 14]);
});

test('what the line told of an own answer is newer than the answer to sending it', () => {
  const failed = withChanged(begun, [messageOf(12, { from: 'agent', delivery: { state: 'failed' } })]);
  expect(withOwn(failed, messageOf(12, { from: 'agent', delivery: { state: 'pending' } }))).toBe(failed);
});

test('what was read back joins at the beginning; what lies elsewhere changes nothing', () => {
  const back = withEarlier(begun, 5, [6, 7, 8, 9, 10, 11].map((seq) => messageOf(seq)));
  expect(back.from).toBe(5);
  expect(seqs(back)).toEqual([6, 7, 8, 9, 10, 11, 12]);
  expect(withEarlier(back, 7, [messageOf(8)])).toBe(back);
});

test('a message that is otherwise now is changed where it stands; one that is not known leaves no gap', () => {
  const sent = messageOf(12, { from: 'agent', delivery: { state: 'sent' } });
  const changed = withChanged(begun, [messageOf(3), sent, messageOf(20)]);
  expect(seqs(changed)).toEqual([11, 12]);
  expect(changed.messages[1]).toBe(sent);
  expect(withChanged(begun, [messageOf(3)])).toBe(begun);
});
