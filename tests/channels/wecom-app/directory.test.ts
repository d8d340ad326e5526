import { createWecomDirectory } from '../../../server/agent-channels/wecom-app/directory';
import type { CallResult } from '../../../server/wechat/answer';
import type { OpsWords } from '../../../server/wechat/call-verdict';
import type { Member, WecomApp } from '../../../server/wechat/wecom-app';

const fail = (code: number): CallResult<never> => ({ ok: false, kind: 'platform', code, message: '' });
const good = <T>(body: T): CallResult<T> => ({ ok: true, body });
const member = (userid: string, name = '', status = 0): Member => ({ userid, name, status });

let alarms: OpsWords[];
let asked: string[];
beforeEach(() => { alarms = []; asked = []; });

/** A corp that answers as told; a list of answers is given one after the other. */
function corp(departments: CallResult<readonly number[]>, lists: Record<number, CallResult<readonly Member[]>[]> = {}, members: Record<string, CallResult<Member>[]> = {}) {
  const app: Pick<WecomApp, 'listDepartments' | 'listMembers' | 'getMember'> = {
    listDepartments: async () => departments,
    listMembers: async (id) => { asked.push(`d${id}`); return lists[id]?.shift() ?? good([]); },
    getMember: async (userid) => { asked.push(userid); return members[userid]?.shift() ?? fail(60111); },
  };
  return createWecomDirectory({ app, alarm: (words) => alarms.push(words) });
}

test('members of all departments, each once, without the names WeCom withholds', async () => {
  const directory = corp(good([1, 2, 3]), { 1: [good([member('li', '李雷'), member('')])], 2: [good([member('li', '李雷'), member('wang', 'wang'), member('zhao')])], 3: [fail(60011)] });
  expect(await directory.members()).toEqual({ kind: 'read', value: { members: [{ address: 'li', name: '李雷' }, { address: 'wang' }, { address: 'zhao' }], hidden: 1 } });
  expect(asked).toEqual(['d1', 'd2', 'd3']);
});

test('a range without departments is empty; a busy WeCom is asked once more and no further', async () => {
  expect(await corp(fail(60011)).members()).toEqual({ kind: 'read', value: { members: [], hidden: 0 } });
  expect(await corp(good([1]), { 1: [fail(-1), good([member('li')])] }).members()).toMatchObject({ kind: 'read' });
  expect(await corp(good([1]), { 1: [fail(-1), fail(-1)] }).members()).toMatchObject({ kind: 'failed', why: 'busy:-1', forPeople: false });
});

test.each([[48002, true], [60020, true], [45009, false]])('after %i nothing is concluded from the other departments', async (code, forPeople) => {
  expect(await corp(good([1, 2]), { 1: [good([member('li')])], 2: [fail(code)] }).members()).toMatchObject({ kind: 'failed', forPeople, words: { zh: expect.any(String) as string } });
  expect(alarms.map(({ key }) => key)).toEqual(forPeople ? [`wecom:${code}`] : []);
});

test('far too many departments are not walked through', async () => {
  expect(await corp(good(Array.from({ length: 2_001 }, (_, i) => i))).members()).toMatchObject({ kind: 'failed', why: 'too-many:departments', forPeople: true });
  expect(asked).toEqual([]);
});

test.each([
  [good(member('li', '', 1)), 'there'], [good(member('li', '', 4)), 'there'], [good(member('li')), 'there'], [good(member('li', '', 2)), 'switched-off'], [good(member('li', '', 5)), 'left'],
  [fail(60111), 'left'], [fail(40003), 'left'], [fail(60011), 'out-of-range'],
])('%j: %s', async (answer, value) => {
  expect(await corp(good([]), {}, { li: [answer] }).standing('li')).toEqual({ kind: 'read', value });
});

test('an answer that did not come says nothing of anybody', async () => {
  expect(await corp(good([]), {}, { li: [{ ok: false, kind: 'unknown', why: 'HTTP 502' }] }).standing('li')).toEqual({ kind: 'failed', why: 'no-answer:HTTP-502', forPeople: false });
});
