import { textIn } from '../reading';
import { OK } from './errors';
import type { SignIn, WecomCall, WecomWorld } from './world';

const SIGN_IN_MS = 5 * 60_000;

/** `user/get`: 60111 unknown, 60011 outside the visible range. */
export function getUser(world: WecomWorld, { query, fail }: WecomCall): object {
  const member = world.members.find(textIn(query, 'userid'));
  if (!member) return fail(60111);
  if (!member.visible) return fail(60011);
  const { userid, name, status } = member;
  return { ...OK, userid, name, department: [1], order: [0], status, isleader: 0, is_leader_in_dept: [0], direct_leader: [], alias: '' };
}

const listed = (world: WecomWorld) => world.members.list().filter(({ visible, status }) => visible && status !== 5);

/** `user/simplelist`: one department only, number 1. */
export function simpleList(world: WecomWorld, { query, fail }: WecomCall): object {
  if (textIn(query, 'department_id') !== '1') return fail(60011);
  return { ...OK, userlist: listed(world).map(({ userid, name }) => ({ userid, name, department: [1] })) };
}

/** `user/list`: with the status of each. */
export function listUsers(world: WecomWorld, { query, fail }: WecomCall): object {
  if (textIn(query, 'department_id') !== '1') return fail(60011);
  return { ...OK, userlist: listed(world).map(({ userid, name, status }) => ({ userid, name, department: [1], order: [0], status, isleader: 0, is_leader_in_dept: [0], direct_leader: [], alias: '' })) };
}

/** `department/simplelist`: the one department. */
export function listDepartments(): object {
  return { ...OK, department_id: [{ id: 1, parentid: 0, order: 1 }] };
}

/** A sign-in code as the redirect would carry it. */
export function issueSignIn(world: WecomWorld, who: SignIn): string {
  const code = world.ids.opaque(32);
  world.signIns.set(code, { who, until: world.clock.now() + SIGN_IN_MS });
  return code;
}

/** `auth/getuserinfo`: the member's userid, or an openid for somebody outside; 40029 unknown, used or older than 5 minutes. */
export function getUserInfo(world: WecomWorld, { query, fail }: WecomCall): object {
  const code = textIn(query, 'code');
  const found = world.signIns.get(code);
  world.signIns.delete(code);
  return found && world.clock.now() < found.until ? { ...OK, ...found.who } : fail(40029);
}
