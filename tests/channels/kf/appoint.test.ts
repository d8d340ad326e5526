import type { NativeSession, Seat } from '../../../server/channels/channel';
import type { CallResult } from '../../../server/wechat/answer';
import { account, code, cutOff, identity, inState, noWay, ok, openKf, subject, type KfDesk } from './kf-desk';

let desk: KfDesk;
beforeEach(() => { desk = openKf(); });

const li: Seat = { at: 'agent', agent: 'li' };
/** The change is answered so, then the question where the session stands. */
const appoint = (seat: Seat, changed: CallResult, ...stands: CallResult[]) => {
  desk.answer('kf/service_state/trans', changed);
  if (stands.length > 0) desk.answer('kf/service_state/get', ...stands);
  return desk.appoint(identity, seat);
};
const changes = () => desk.bodies('kf/service_state/trans');
const asked = () => desk.bodies('kf/service_state/get');

it.each<[Seat, object]>([
  [li, { service_state: 3, servicer_userid: 'li' }],
  [{ at: 'desk' }, { service_state: 1 }],
  [{ at: 'pool' }, { service_state: 2 }],
  [{ at: 'nobody' }, { service_state: 4 }],
])('%j is a change of the state', async (seat, json) => {
  expect(await appoint(seat, ok({ msg_code: 'C1' }))).toEqual({ kind: 'sent', notice: 'C1' });
  expect(changes()).toEqual([{ open_kfid: account, external_userid: subject, ...json }]);
});

it('the same again brings no code for a notice', async () => {
  expect(await appoint(li, ok())).toEqual({ kind: 'sent' });
  expect(asked()).toEqual([]);
});

it.each([95014, 95019])('%i: not this agent, try another', async (errcode) => {
  expect(await appoint(li, code(errcode))).toEqual({ kind: 'refused', why: `agent-not-receiving:${errcode}` });
  expect(asked()).toEqual([]);
});

it.each([40003, 60011, 60111])('%i: an agent who is not there is not for waiting', async (errcode) => {
  expect(await appoint(li, code(errcode))).toEqual({ kind: 'refused', why: `agent-unreachable:${errcode}` });
  expect(desk.alarms).toEqual([]);
});

describe.each([95013, 95016, 95018])('%i: the session stands elsewhere than believed', (errcode) => {
  it.each<[Seat, CallResult]>([
    [li, inState(3, 'li')], [li, inState(3, 'LI')], [{ at: 'desk' }, inState(1)], [{ at: 'pool' }, inState(2)], [{ at: 'nobody' }, inState(4)],
  ])('where it should: %j', async (seat, stands) => {
    expect(await appoint(seat, code(errcode), stands)).toEqual({ kind: 'sent' });
  });

  it.each<[Seat, CallResult, NativeSession]>([
    [li, inState(4), { at: 'nobody' }],
    [li, inState(3, 'wang'), { at: 'agent', agent: 'wang' }],
    [{ at: 'desk' }, inState(2), { at: 'pool' }],
    [{ at: 'nobody' }, inState(0), { at: 'new' }],
    [{ at: 'nobody' }, inState(1), { at: 'desk' }],
    [{ at: 'nobody' }, inState(2), { at: 'pool' }],
  ])('elsewhere: %j', async (seat, stands, session) => {
    expect(await appoint(seat, code(errcode), stands)).toEqual({ kind: 'elsewhere', session });
    expect(asked()).toHaveLength(1);
  });

  it.each([[cutOff, 'not-sent:time-limit'], [noWay, 'not-sent:ECONNREFUSED'], [inState(7), 'not-sent:no-known-service_state-in-the-answer'], [inState(3), 'not-sent:no-servicer-in-the-answer']])(
    'unreadable: surely not done, so later (%#)', async (stands, why) => {
      expect(await appoint(li, code(errcode), stands)).toEqual({ kind: 'later', afterMs: 1000, why });
    });
});

describe('no answer', () => {
  it('done: the session says so', async () => {
    expect(await appoint(li, cutOff, inState(3, 'li'))).toEqual({ kind: 'sent' });
    expect(await appoint({ at: 'nobody' }, cutOff, inState(4))).toEqual({ kind: 'sent' });
  });

  it('not done and still possible: later', async () => {
    for (const stands of [inState(0), inState(1), inState(2), inState(3, 'wang')]) {
      expect(await appoint(li, cutOff, stands)).toEqual({ kind: 'later', afterMs: 1000, why: 'not-sent:time-limit' });
    }
  });

  it('no longer possible: elsewhere', async () => {
    expect(await appoint(li, cutOff, inState(4))).toEqual({ kind: 'elsewhere', session: { at: 'nobody' } });
    expect(await appoint({ at: 'desk' }, cutOff, inState(3, 'wang'))).toEqual({ kind: 'elsewhere', session: { at: 'agent', agent: 'wang' } });
  });

  it('to the question either: unknown, after one', async () => {
    expect(await appoint(li, cutOff, cutOff)).toEqual({ kind: 'unknown', why: 'no-answer:time-limit' });
    expect(asked()).toHaveLength(1);
  });
});

it.each([
  [code(-1), { kind: 'later', afterMs: 1000, why: 'busy:-1' }],
  [code(45009), { kind: 'later', afterMs: 60_000, why: 'rate:45009' }],
  [noWay, { kind: 'later', afterMs: 1000, why: 'not-sent:ECONNREFUSED' }],
  [code(40096), { kind: 'refused', why: 'bad-recipient:40096' }],
])('other failures as everywhere (%#)', async (changed, outcome) => {
  expect(await appoint(li, changed)).toEqual(outcome);
});

it('a wrong setting is told to ops', async () => {
  expect(await appoint(li, code(95017))).toMatchObject({ kind: 'later', why: 'settings:95017' });
  expect(desk.alarms).toEqual([expect.objectContaining({ key: 'wecom:95017', level: 'error' })]);
});
