import { mayWrite } from '../../../console/workbench/composer/may-write';
import { createDrafts } from '../../../console/workbench/composer/draft';
import { messageParts } from '../../../console/workbench/composer/message-parts';
import { afterFailure, keptOutgoing, nextOf, type Outgoing } from '../../../console/workbench/composer/outgoing';
import { createStorage } from '../../../console/widget/storage';
import type { ConversationDetail } from '../../../shared/http/agent';
import { lineOf } from './message-of';

const minute = 60_000;
const one = (id: string, more: Partial<Outgoing> = {}): Outgoing =>
  ({ id: `client-${id}`, conversation: 'c', body: { kind: 'text', text: id }, isNote: false, at: 0, afterSeq: 0, state: 'waiting', ...more });

test('one at a time in each conversation, in the order they were said; what was refused is in nobody’s way', () => {
  expect(nextOf([one('1'), one('2')], 'c')?.id).toBe('client-1');
  expect(nextOf([one('1', { state: 'sending' }), one('2')], 'c')).toBeUndefined();
  expect(nextOf([one('1', { state: 'failed' }), one('2')], 'c')?.id).toBe('client-2');
  expect(nextOf([one('1', { state: 'sending' }), one('2', { conversation: 'd' })], 'd')?.id).toBe('client-2');
});

test('what only the network stopped waits for it; a refusal, and what grew old, needs his word', () => {
  expect(afterFailure(one('1'), { code: 'offline' }, minute).state).toBe('waiting');
  expect(afterFailure(one('1'), { code: 'offline' }, 11 * minute).state).toBe('failed');
  expect(afterFailure(one('1'), { code: 'not-owner' }, minute)).toMatchObject({ state: 'failed', failure: { code: 'not-owner' } });
});

test('what an earlier page left goes out under its old id; what is old, foreign or broken does not', () => {
  const storage = createStorage(undefined, '');
  storage.write('unsent.li', [one('fresh', { state: 'sending', at: 5 * minute }), one('old'), one('refused', { state: 'failed', at: 5 * minute }), { ...one('broken'), body: { kind: 'hologram' } }, 'nothing']);
  expect(keptOutgoing(storage, 'unsent.li', 11 * minute).map(({ id, state }) => `${id} ${state}`)).toEqual(['client-fresh waiting', 'client-old failed', 'client-refused failed']);
  expect(keptOutgoing(storage, 'unsent.wang', 0)).toEqual([]);
});

test('a draft is kept for each conversation and each who signs in', () => {
  const storage = createStorage(undefined, '');
  const drafts = createDrafts(storage, 'li');
  drafts.write('c', { text: '您好，', isNote: false });
  expect(drafts.read('c').text).toBe('您好，');
  expect(drafts.read('d').text).toBe('');
  expect(createDrafts(storage, 'wang').read('c').text).toBe('');
  drafts.write('c', { text: '', isNote: false });
  expect(storage.read('draft.li.c')).toBeUndefined();
});

test('a text is as many platform messages as its bytes need', () => {
  expect([messageParts(''), messageParts('字'.repeat(666)), messageParts('字'.repeat(667)), messageParts('a'.repeat(4_001))]).toEqual([1, 1, 2, 3]);
});

const detailOf = (conversation: Partial<ConversationDetail['conversation']>, more: Partial<ConversationDetail> = {}): ConversationDetail =>
  ({ conversation: lineOf('c', { conversation }).conversation, label: { zh: '售前' }, visitor: { id: 'v', name: '访客', facts: {} }, history: [], ...more });

test.each([
  [detailOf({}), { what: 'all' }],
  [detailOf({ state: 'closed' }), { what: 'no', hint: 'closed' }],
  [detailOf({ channel: 'kf' }), { what: 'notes', hint: 'natively' }],
  [detailOf({ state: 'waiting' }), { what: 'all', hint: 'claims' }],
  [detailOf({ agent: 'wang' }), { what: 'all', hint: 'ofColleague' }],
  [detailOf({}, { presence: { here: false, notice: false } }), { what: 'all', hint: 'unreachable' }],
  [detailOf({}, { presence: { here: false, notice: true } }), { what: 'all', hint: 'willBeCalled' }],
  [detailOf({}, { presence: { here: true, notice: false } }), { what: 'all' }],
])('what may be written, and what he should know before: %#', (detail, may) => expect(mayWrite(detail, 'li')).toEqual(may));
