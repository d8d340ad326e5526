import type { Conversation } from '../../../shared/conversation';
import { possibleActs } from '../../../console/workbench/acts/possible-acts';

const conversation = (part: Partial<Conversation>): { conversation: Conversation } => ({
  conversation: {
    id: 'c', visitor: 'v', channel: 'chat', account: 'web', entry: 'pre', state: 'assigned', version: 1, agent: 'li', priority: 0, openedAt: 0, seq: 1, missed: [], firstReplyAt: 1, ...part,
  },
});
const li = { agent: 'li', supervises: false };
const chief = { agent: 'guan', supervises: true };
const offered = (part: Partial<Conversation>, who = li): string[] => Object.entries(possibleActs(conversation(part), who)).flatMap(([act, can]) => (can === 'can' ? [act] : []));

test('the owner passes on, gives back, asks for a rating and ends; he need not take what is his', () => {
  expect(offered({})).toEqual(['passOn', 'handBack', 'askSurvey', 'end']);
});

test('who waits or left words can be taken, and nothing else until then; a supervisor passes on and ends as well', () => {
  const waiting = { state: 'waiting', agent: undefined } as const;
  expect(offered(waiting)).toEqual(['take']);
  expect(offered({ ...waiting, state: 'left' })).toEqual(['take']);
  expect(offered(waiting, chief)).toEqual(['take', 'passOn', 'end']);
});

test('a colleague’s is for supervisors only, and what is over for nobody', () => {
  expect(offered({ agent: 'wang' })).toEqual([]);
  expect(offered({ agent: 'wang' }, chief)).toEqual(['take', 'passOn', 'handBack', 'askSurvey', 'end']);
  expect(offered({ state: 'closed' })).toEqual([]);
  expect(offered({ state: 'closed' }, chief)).toEqual([]);
});

test.each([
  ['elsewhere nobody would see the invitation', { channel: 'contact' }, 'surveyElsewhere'],
  ['nobody has answered', { firstReplyAt: undefined }, 'surveyEarly'],
  ['it was asked', { surveyAskedAt: 5 }, 'surveyAsked'],
] as const)('a rating is not asked for where %s, and that is said', (_, part, hindered) => {
  expect(possibleActs(conversation(part), li).askSurvey).toEqual({ hindered });
});

test('微信客服 conversations are given back in WeCom', () => {
  expect(possibleActs(conversation({ channel: 'kf' }), li).handBack).toEqual({ hindered: 'handBackThere' });
});
