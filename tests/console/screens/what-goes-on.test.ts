import { createLanguage } from '../../../console/frame/language';
import { daysIn, daySpan, dayText } from '../../../console/frame/days';
import { unansweredSince } from '../../../console/ops/conversation/conversation-state';
import { agentColour, agentSigns } from '../../../console/ops/pages/board/agent-signs';
import { boardWords } from '../../../console/ops/pages/board/board-words';
import { askedFor } from '../../../console/ops/pages/conversations/asked-for';
import { differenceOf } from '../../../console/ops/pages/home/compared';
import { deskNoon, reportQuery, shareOf } from '../../../console/ops/pages/reports/report-query';
import { eventLine } from '../../../console/ops/visitor/event-line';
import { visitorWords } from '../../../console/ops/visitor/visitor-words';
import { factsForm, factsOf } from '../../../console/ops/visitor/facts-form';

const now = new Date(2026, 4, 6, 15, 30).getTime();
const day = (month: number, date: number): number => new Date(2026, month - 1, date).getTime();

describe('spans of days', () => {
  test('go from midnight to midnight, in the form an address holds', () => {
    expect(daySpan('today', now)).toEqual({ from: day(5, 6), to: day(5, 7) });
    expect(daySpan('yesterday', now)).toEqual({ from: day(5, 5), to: day(5, 6) });
    expect(daySpan('7', now)).toEqual({ from: day(4, 30), to: day(5, 7) });
    expect(daySpan('2026-04-28..2026-05-02', now)).toEqual({ from: day(4, 28), to: day(5, 3) });
    expect(daysIn({ from: day(4, 28), to: day(5, 3) })).toBe(5);
    expect(dayText(day(4, 8))).toBe('2026-04-08');
  });

  test('what is no span means none', () => {
    for (const text of ['', 'soon', '2026-05-03..2026-05-01', '2026-05-03', '..', '2026-13-01..2026-13-02']) expect(daySpan(text, now)).toBeUndefined();
  });
});

test('filters in the address become what the server is asked', () => {
  const address = (values: Record<string, string>) => askedFor((name) => values[name] ?? '', now);
  expect(address({})).toEqual({ state: '', entry: '', agent: '', visitor: '', tag: '' });
  expect(address({ state: 'waiting', entry: 'vip', unanswered: '1', days: 'today' })).toEqual({ state: 'waiting', entry: 'vip', agent: '', visitor: '', tag: '', unanswered: true, from: day(5, 6), to: day(5, 7) });
});

test('somebody waits for an answer only in an open conversation, and only after his own last words', () => {
  expect(unansweredSince({ state: 'assigned', lastVisitorAt: 5, lastAgentAt: 3 })).toBe(5);
  expect(unansweredSince({ state: 'waiting', lastVisitorAt: 5 })).toBe(5);
  for (const answered of [{ state: 'assigned' as const, lastVisitorAt: 5, lastAgentAt: 7 }, { state: 'closed' as const, lastVisitorAt: 5 }, { state: 'waiting' as const }]) expect(unansweredSince(answered)).toBeUndefined();
});

test('the board says why an agent counts as here or not', () => {
  const { choice } = createLanguage({ storage: { getItem: () => null, setItem: () => undefined }, page: { lang: '' } });
  const time = { moment: (ms: number) => `@${ms}`, duration: (ms: number) => `${ms} ms` };
  const signs = (fields: object) => agentSigns({ key: 'li', name: '李雷', groups: [], status: 'online', lease: 'live', load: 0, verdict: 'available', words: { zh: '', en: '' }, ...fields }, 1000, choice.from(boardWords), time);
  expect(signs({ statusSince: 400 })).toEqual(['自己选了在线（600 ms）', '设备连着']);
  expect(signs({ status: 'offline', statusSince: 0, lease: 'none', seenAt: 300, forcedBy: 'guan' })).toEqual(['guan 强制下线', '离线', '没有设备连着，最后出现在 @300']);
  expect(signs({ paused: { reason: 'missed', since: 900 }, lease: 'none', dutyUntil: 5000 })).toEqual(['多次没有及时回复，系统已暂停派单（100 ms）', '自己选了在线', '没有打开工作台', '企业微信值班到 @5000']);
  expect(signs({ status: 'something-new', dutyUntil: 900 })).toEqual(['设备连着']);
  expect([agentColour({ verdict: 'available' }), agentColour({ verdict: 'full' }), agentColour({ verdict: 'offline' }), agentColour({ verdict: 'available', paused: { reason: '', since: 0 } })]).toEqual(['success', 'warning', 'info', 'danger']);
});

test('a number against yesterday', () => {
  expect([differenceOf({ now: 5, before: 3 }), differenceOf({ now: 2, before: 3 }), differenceOf({ now: 3, before: 3 })]).toEqual([{ way: 'up', by: 2 }, { way: 'down', by: 1 }, { way: 'same', by: 0 }]);
  expect([differenceOf({ now: 5 }), differenceOf({ before: 5 })]).toEqual([undefined, undefined]);
});

test('a report asks for whole days, a week unless told otherwise, and for no more than the server reads at once', () => {
  expect(reportQuery('', '', now)).toEqual({ from: '2026-04-30', to: '2026-05-06', by: 'entry' });
  expect(reportQuery('yesterday', 'agent', now)).toEqual({ from: '2026-05-05', to: '2026-05-05', by: 'agent' });
  expect(reportQuery('2026-01-01..2026-04-02', 'nothing', now)).toMatchObject({ by: 'entry' });
  expect(reportQuery('2026-01-01..2026-04-03', 'step', now)).toBe('too-long');
  expect([shareOf(1, 3), shareOf(0, 2), shareOf(0, 0)]).toEqual(['33 %', '0 %', undefined]);
});

test('which day it is is the desk’s to say, wherever somebody looks from', () => {
  const late = Date.UTC(2026, 10, 29, 21, 15);
  expect([deskNoon('Asia/Shanghai', late), deskNoon('UTC', late)].map((noon) => reportQuery('today', '', noon))).toEqual([
    { from: '2026-11-30', to: '2026-11-30', by: 'entry' }, { from: '2026-11-29', to: '2026-11-29', by: 'entry' },
  ]);
});

test('what happened with a visitor, in words', () => {
  const { choice } = createLanguage({ storage: { getItem: () => null, setItem: () => undefined }, page: { lang: '' } });
  const naming = { say: choice.from(visitorWords), language: 'zh' as const, entry: (key: string) => key.toUpperCase(), agent: (key: string) => `客服${key}` };
  const about = { at: 1, conversation: 'c', entry: 'vip' };
  expect([
    eventLine({ kind: 'visited', at: 1, region: '浙江杭州' }, naming), eventLine({ kind: 'received', ...about, agent: 'li', cause: 'queue' }, naming),
    eventLine({ kind: 'waited', ...about, outcome: 'queued', cause: 'entered' }, naming), eventLine({ kind: 'waited', ...about, outcome: 'outside-hours', cause: 'entered' }, naming),
    eventLine({ kind: 'closed', ...about, reason: 'ended-by-supervisor' }, naming), eventLine({ kind: 'rated', ...about, stars: 4, comment: '很快' }, naming),
  ]).toEqual(['打开了小程序或网页（浙江杭州）', '由客服li接待（排队轮到）', '没有人可接待，开始排队', '没有人可接待，请访客留言', '会话结束：主管结束', '评价 4 星 — 很快']);
});

test('facts about a visitor: fields left empty are absent, each tag stands once', () => {
  expect(factsOf({ name: ' 郑先生 ', level: '', orderNo: '', tags: '批发，批发、 老客户,,', ownerAgent: 'li' })).toEqual({ name: '郑先生', tags: ['批发', '老客户'], ownerAgent: 'li' });
  expect(factsOf(factsForm({}))).toEqual({});
  expect(factsOf(factsForm({ level: 'VIP', tags: ['a', 'b'], orderNo: '1' }))).toEqual({ level: 'VIP', tags: ['a', 'b'], orderNo: '1' });
});
