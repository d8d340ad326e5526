import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';
import { mayRecall } from '../../../console/workbench/acts/may-recall';
import { possibleActs } from '../../../console/workbench/acts/possible-acts';

const bare: Conversation = { id: 'c', visitor: 'v', channel: 'chat', account: 'web', entry: 'pre', state: 'waiting', version: 1, priority: 0, openedAt: 0, seq: 1, missed: [] };
const waiting = (part: Partial<Conversation> = {}): Conversation => ({ ...bare, ...part });
const ofLi = (part: Partial<Conversation> = {}): Conversation => ({ ...bare, state: 'assigned', agent: 'li', firstReplyAt: 1, ...part });
const unanswered: Conversation = { ...bare, state: 'assigned', agent: 'li' };

const li = { agent: 'li', supervises: false };
const chief = { agent: 'guan', supervises: true };
const offered = (conversation: Conversation, who = li): string[] => Object.entries(possibleActs({ conversation }, who)).flatMap(([act, can]) => (can === 'can' ? [act] : []));

test('the owner passes on, gives back, asks for a rating and ends; he need not take what is his', () => {
  expect(offered(ofLi())).toEqual(['passOn', 'handBack', 'askSurvey', 'end']);
});

test('who waits or left words can be taken, and nothing else until then; a supervisor passes on and ends as well', () => {
  expect(offered(waiting())).toEqual(['take']);
  expect(offered(waiting({ state: 'left' }))).toEqual(['take']);
  expect(offered(waiting(), chief)).toEqual(['take', 'passOn', 'end']);
});

test('a colleague’s is for supervisors only, and what is over for nobody', () => {
  expect(offered(ofLi({ agent: 'wang' }))).toEqual([]);
  expect(offered(ofLi({ agent: 'wang' }), chief)).toEqual(['take', 'passOn', 'handBack', 'askSurvey', 'end']);
  expect(offered(ofLi({ state: 'closed' }))).toEqual([]);
  expect(offered(ofLi({ state: 'closed' }), chief)).toEqual([]);
});

test.each([
  ['elsewhere nobody would see the invitation', ofLi({ channel: 'contact' }), 'surveyElsewhere'],
  ['nobody has answered', unanswered, 'surveyEarly'],
  ['it was asked', ofLi({ surveyAskedAt: 5 }), 'surveyAsked'],
] as const)('a rating is not asked for where %s, and that is said', (_, conversation, hindered) => {
  expect(possibleActs({ conversation }, li).askSurvey).toEqual({ hindered });
});

test('微信客服 conversations are given back in WeCom', () => {
  expect(possibleActs({ conversation: ofLi({ channel: 'kf' }) }, li).handBack).toEqual({ hindered: 'handBackThere' });
});

test('his own words are taken back on our own page only, once, and nobody else’s', () => {
  const said: Message = { id: 'm', conversation: 'c', seq: 1, at: 0, from: 'agent', agent: 'li', body: { kind: 'text', text: '好' } };
  const may = (message: Message, channel: 'chat' | 'contact' = 'chat'): boolean => mayRecall(message, { channel, agent: 'li' });
  expect([may(said), may(said, 'contact'), may({ ...said, recalledAt: 5 }), may({ ...said, agent: 'wang' }), may({ ...said, from: 'note' })]).toEqual([true, false, false, false, false]);
  expect(mayRecall({ ...said, from: 'visitor' }, { channel: 'chat', agent: undefined })).toBe(false);
});
