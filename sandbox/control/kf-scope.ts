import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import type { KfAccount } from '../kf/accounts';
import type { KfAct } from '../kf/items';
import type { KfLine, KfSession } from '../kf/sessions';
import type { KfWorld } from '../kf/world';
import { notFound, refused } from './scope';

export const ExternalUserid = Type.Object({ externalUserid: Type.String() });
export const OpenKfId = Type.Object({ openKfId: Type.String() });

/** The answer to an act; with `wait` it comes when the callback is over. */
export async function kfActAnswer(reply: FastifyReply, act: KfAct & { openKfId?: string }, wait: boolean | undefined) {
  if (!act.ok) return refused(reply, act.why);
  const { told, msgid, openKfId } = act;
  const entry = wait && told ? await told.done : (told?.entry ?? null);
  return { msgid, pushId: entry?.id ?? null, state: entry?.state ?? null, ...(openKfId === undefined ? {} : { openKfId }) };
}

export type SessionKey = { openKfId: string; externalUserid: string };

/** The conversation of an account and a customer; undefined after the answer 404 was given. */
export function findSession(kf: KfWorld, reply: FastifyReply, { openKfId, externalUserid }: SessionKey): KfSession | undefined {
  const [account, customer] = [kf.accounts.find(openKfId), kf.customers.find(externalUserid)];
  if (account && customer) return kf.sessions.of(account, customer);
  notFound(reply, account ? 'customer' : 'account');
  return undefined;
}

const nameOf = (kf: KfWorld, userid: string | null) => (userid === null ? null : (kf.wecom.members.find(userid)?.name ?? userid));

function shownLine(kf: KfWorld, line: KfLine) {
  return { ...line, servicerName: nameOf(kf, line.servicer), ...(line.recalled ? { content: {}, media: null } : {}) };
}

/** A conversation with everything in it. Times in milliseconds, null = never. */
export function shownSession(kf: KfWorld, session: KfSession) {
  const { account, customer, state, servicer, lastServicer, sent, wroteAt, rejectedBy, lines } = session;
  return {
    openKfId: account.openKfId, accountName: account.name, externalUserid: customer.externalUserid, nickname: customer.nickname,
    state, servicer, servicerName: nameOf(kf, servicer), lastServicer, sent, wroteAt: wroteAt > 0 ? wroteAt : null, endsAt: state === 4 ? null : kf.sessions.endsAt(session), rejectedBy, thread: lines.map((line) => shownLine(kf, line)),
  };
}

/** The accounts a member serves, by name or through his department. */
export function accountsOf(kf: KfWorld, serves: (account: KfAccount) => boolean): KfAccount[] {
  return kf.accounts.list().filter(serves);
}
