import { readAgentFrame } from '../../../console/workbench/line/read-agent-frame';
import { byNews, withLine, withoutLine } from '../../../console/workbench/line/lines';
import { chosenList } from '../../../console/workbench/lists/chosen-list';
import { stepConversation } from '../../../console/workbench/lists/step-conversation';
import { waitOf } from '../../../console/workbench/lists/wait';
import { lineOf } from './message-of';

const ids = (lines: readonly { conversation: { id: string } }[]): string[] => lines.map(({ conversation }) => conversation.id);
const said = (at: number) => ({ seq: 1, at, from: 'visitor' as const, kind: 'text', text: 'words' });

test('a new line stands at the end, a known one where it stood, one that is gone nowhere', () => {
  const lines = [lineOf('a'), lineOf('b')];
  expect(ids(withLine(lines, lineOf('c')))).toEqual(['a', 'b', 'c']);
  const changed = withLine(lines, lineOf('a', { unread: 3 }));
  expect(ids(changed)).toEqual(['a', 'b']);
  expect(changed[0]?.unread).toBe(3);
  expect(ids(withoutLine(lines, 'a'))).toEqual(['b']);
});

test('where something happened last stands first; becoming his counts too', () => {
  const lines = [lineOf('old', { last: said(5_000) }), lineOf('new', { last: said(9_000) }), lineOf('given', { last: said(2_000), conversation: { assignedAt: 7_000 } })];
  expect(ids(byNews(lines))).toEqual(['new', 'given', 'old']);
});

test('an unanswered visitor grows pressing, then late; near the end of the ring he is late at once; an answered one waits for nobody', () => {
  const line = lineOf('a', { unansweredSince: 0 });
  expect([30_000, 60_000, 180_000].map((now) => waitOf(line, now)?.warmth)).toEqual(['calm', 'pressing', 'late']);
  expect(waitOf(lineOf('a', { unansweredSince: 0, conversation: { ringAt: 40_000 } }), 26_000)?.warmth).toBe('late');
  expect(waitOf(lineOf('a'), 1e9)).toBeUndefined();
  expect(waitOf(lineOf('a', { conversation: { state: 'waiting', waitingSince: 2_000 } }), 3_000)).toEqual({ since: 2_000, warmth: 'calm' });
});

test('who comes by an address sees the list it stands in', () => {
  const lists = { mine: [lineOf('a')], queue: [lineOf('b')] };
  expect(chosenList('mine', 'b', lists)).toBe('queue');
  expect(chosenList('others', 'a', lists)).toBe('mine');
  expect(chosenList('others', 'elsewhere', lists)).toBe('others');
  expect(chosenList('queue', undefined, lists)).toBe('queue');
});

test('steps go round, and begin at the near end', () => {
  expect(stepConversation(['a', 'b'], 'a', 1)).toBe('b');
  expect(stepConversation(['a', 'b'], 'b', 1)).toBe('a');
  expect(stepConversation(['a', 'b'], undefined, -1)).toBe('b');
  expect(stepConversation(['a', 'b'], 'elsewhere', 1)).toBe('a');
  expect(stepConversation([], 'a', 1)).toBeUndefined();
});

test.each([
  ['{"type":"line","list":"mine","line":{"conversation":{"id":"a","seq":1},"unread":0,"of":"a later release"}}', true],
  ['{"type":"line","list":"mine","line":{"unread":0}}', false],
  ['{"type":"mine","conversations":[{}]}', false],
  ['{"type":"toString"}', false],
  ['{"type":"messages","conversation":"a","after":0,"seq":1,"messages":[{"seq":1,"at":1,"from":"visitor","body":{"kind":"hologram"}}]}', true],
  ['{"type":"messages","conversation":"a","after":0,"seq":1,"messages":[{"seq":"1"}]}', false],
  ['no JSON', false],
])('of frames only those are taken that this page can stand on: %s', (text, isTaken) => {
  expect(readAgentFrame(text) !== undefined).toBe(isTaken);
});
