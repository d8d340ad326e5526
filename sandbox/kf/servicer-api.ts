import { listIn, type Json } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import { DEPARTMENT, receptionOf, type KfAccount } from './accounts';
import { accountIn, managedAccountIn } from './lookups';
import type { KfWorld } from './world';

const MOST = { userids: 100, added: 20, removed: 100, servicers: 2000, departments: 20 };

type Result = Json & { errcode: number; errmsg: string };
const result = (who: Json, errcode: number, errmsg: string): Result => ({ ...who, errcode, errmsg });

interface Named {
  userids: string[];
  departments: number[];
}

/** The people and departments of the call, or undefined when there are none or too many. */
function named(body: Json, mostDepartments: number): Named | undefined {
  const userids = listIn(body, 'userid_list').filter((userid) => typeof userid === 'string');
  const departments = listIn(body, 'department_id_list').filter((id) => typeof id === 'number');
  const fits = userids.length <= MOST.userids && departments.length <= mostDepartments && userids.length + departments.length > 0;
  return fits ? { userids, departments } : undefined;
}

function addPerson(kf: KfWorld, { userids }: KfAccount, userid: string): Result {
  const member = kf.wecom.members.find(userid);
  if (!member) return result({ userid }, 60111, 'userid not found');
  if (!member.visible) return result({ userid }, 60011, 'no privilege');
  if (userids.has(userid)) return result({ userid }, 0, 'ignored');
  if (userids.size >= MOST.servicers) return result({ userid }, 40058, 'too many servicers');
  userids.add(userid);
  return result({ userid }, 0, 'success');
}

function addDepartment({ departments }: KfAccount, id: number): Result {
  const who = { department_id: id };
  if (id !== DEPARTMENT) return result(who, 60011, 'no privilege');
  if (departments.has(id)) return result(who, 0, 'ignored');
  departments.add(id);
  return result(who, 0, 'success');
}

/** `kf/servicer/add`: at most 100 userids and 20 departments; every one has its own result. */
export function addServicers(kf: KfWorld, call: WecomCall): object {
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account.answer;
  const who = named(call.body, MOST.added);
  if (!who) return call.fail(40058, 'userid_list or department_id_list');
  const results = [...who.userids.map((userid) => addPerson(kf, account.found, userid)), ...who.departments.map((id) => addDepartment(account.found, id))];
  kf.feed.publish({ type: 'kf' });
  return { ...OK, result_list: results };
}

/** `kf/servicer/del`: who was none is "ignored". */
export function removeServicers(kf: KfWorld, call: WecomCall): object {
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account.answer;
  const who = named(call.body, MOST.removed);
  if (!who) return call.fail(40058, 'userid_list or department_id_list');
  const { userids, departments } = account.found;
  const words = (was: boolean) => (was ? 'success' : 'ignored');
  const results = [
    ...who.userids.map((userid) => result({ userid }, 0, words(userids.delete(userid)))),
    ...who.departments.map((id) => result({ department_id: id }, 0, words(departments.delete(id)))),
  ];
  kf.feed.publish({ type: 'kf' });
  return { ...OK, result_list: results };
}

/** `kf/servicer/list`: status 0 receiving, 1 not; stop_type 0 stopped, 1 suspended. No status without the privilege, none for departments. */
export function listServicers(kf: KfWorld, call: WecomCall): object {
  const account = accountIn(kf, call, 'query');
  if (!account.ok) return account.answer;
  const { userids, departments, managed } = account.found;
  const status = (userid: string) => {
    const reception = receptionOf(account.found, userid);
    return reception === 'receiving' ? { status: 0 } : { status: 1, stop_type: reception === 'suspended' ? 1 : 0 };
  };
  const people = [...userids].filter((userid) => kf.wecom.members.find(userid)).map((userid) => (managed ? { userid, ...status(userid) } : { userid }));
  return { ...OK, servicer_list: [...people, ...[...departments].map((id) => ({ department_id: id }))] };
}
