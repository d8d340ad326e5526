import type { Member } from '../wecom/members';
import { receptionOf, servicerOf, type KfAccount, type Reception } from './accounts';
import { recordEvent, recordMessage, refusal, type KfAct } from './items';
import type { KfSession } from './sessions';
import type { KfWorld } from './world';

const customerOf = ({ customer }: KfSession) => ({ external_userid: customer.externalUserid });

/** A change made in the WeCom client; the API's own moves emit none. 1 taken from the pool, 2 passed on, 3 ended, 4 re-opened. */
function changed(world: KfWorld, session: KfSession, changeType: 1 | 2 | 3 | 4, old: string | null, next: string | null, occasion?: 'human' | 'closing'): KfAct {
  return recordEvent(world, session.account, 'session_status_change', {
    ...customerOf(session), change_type: changeType,
    ...(old === null ? {} : { old_servicer_userid: old }), ...(next === null ? {} : { new_servicer_userid: next }),
    ...(occasion ? { msg_code: world.codes.issue(session, occasion) } : {}),
  });
}

/** Whether the customer stands in the agent's list of chats. */
export function seesChat(session: KfSession, userid: string): boolean {
  return session.servicer === userid || session.former.has(userid);
}

/** Writes to the customer. Writing to an ended chat, or one passed on, takes it back (change_type 4). */
export function agentWrites(world: KfWorld, agent: Member, session: KfSession, msgtype: string, body: unknown): KfAct {
  const { userid } = agent;
  const reopens = (session.state === 4 || session.state === 3) && session.servicer !== userid && session.former.has(userid);
  if (!reopens && session.servicer !== userid) return refusal(session.state === 2 ? 'he has to take the chat from the pool first' : 'this chat is not his');
  if (reopens) {
    const old = session.lastServicer;
    world.sessions.move(session, 3, userid);
    changed(world, session, 4, old, userid);
  }
  return recordMessage(world, session, { origin: 5, servicer: userid }, msgtype, body);
}

export function agentPicks(world: KfWorld, agent: Member, session: KfSession): KfAct {
  if (session.state !== 2) return refusal('the chat is not in the pool');
  if (!servicerOf(session.account, world.wecom.members, agent.userid)) return refusal('he does not serve this account');
  if (receptionOf(session.account, agent.userid) !== 'receiving') return refusal('he is not receiving');
  world.sessions.move(session, 3, agent.userid);
  return changed(world, session, 1, null, agent.userid, 'human');
}

export function agentPasses(world: KfWorld, agent: Member, session: KfSession, to: string): KfAct {
  if (session.servicer !== agent.userid) return refusal('this chat is not his');
  if (to === agent.userid || !servicerOf(session.account, world.wecom.members, to)) return refusal('the other one does not serve this account');
  if (receptionOf(session.account, to) !== 'receiving') return refusal('the other one is not receiving');
  world.sessions.move(session, 3, to);
  return changed(world, session, 2, agent.userid, to);
}

export function agentEnds(world: KfWorld, agent: Member, session: KfSession): KfAct {
  if (session.servicer !== agent.userid) return refusal('this chat is not his');
  world.sessions.move(session, 4);
  return changed(world, session, 3, agent.userid, null, 'closing');
}

export function agentRecalls(world: KfWorld, agent: Member, session: KfSession, msgid: string): KfAct {
  const line = session.lines.find((one) => one.msgid === msgid && one.servicer === agent.userid && !one.recalled);
  if (!line) return refusal('no such message of his');
  line.recalled = true;
  return recordEvent(world, session.account, 'servicer_recall_msg', { ...customerOf(session), recall_msgid: msgid, servicer_userid: agent.userid });
}

/** Turns the customer's messages off or on again. */
export function agentRejects(world: KfWorld, agent: Member, session: KfSession, rejects: boolean): KfAct {
  if (!seesChat(session, agent.userid)) return refusal('this chat is not his');
  session.rejectedBy = rejects ? agent.userid : null;
  return recordEvent(world, session.account, 'reject_customer_msg_switch_change', { ...customerOf(session), servicer_userid: agent.userid, reject_switch: rejects ? 1 : 0 });
}

/** The receive switch in the WeCom workbench; the event counts 1 receiving, 2 stopped, unlike servicer/list. */
export function setReception(world: KfWorld, account: KfAccount, userid: string, reception: Reception): KfAct {
  if (receptionOf(account, userid) === reception) return { ok: true, msgid: null, told: null };
  account.reception.set(userid, reception);
  return recordEvent(world, account, 'servicer_status_change', {
    servicer_userid: userid, ...(reception === 'receiving' ? { status: 1 } : { status: 2, stop_type: reception === 'suspended' ? 1 : 0 }),
  });
}
