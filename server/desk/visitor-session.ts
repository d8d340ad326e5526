import type { Identity } from '../../shared/identity';
import type { DeskContext } from './desk-context';

const DAY = 86_400_000;
/** A phone signs in again after this; WeChat's login costs the visitor nothing. */
const SESSION_MS = 7 * DAY;

export interface VisitorSession {
  visitor: string;
  identity: Identity;
  expiresAt: number;
}

/** Who signed in becomes a visitor. Only the token's hash is given, so nobody who reads the store can speak as him. */
export async function openVisitorSession(ctx: DeskContext, identity: Identity, tokenHash: string): Promise<VisitorSession> {
  const now = ctx.now();
  const visitor = await ctx.records.people.visitor(identity, ctx.newId(), now);
  const expiresAt = now + SESSION_MS;
  await ctx.records.people.openSession({ hash: tokenHash, kind: 'visitor', subject: visitor.id, account: identity.account, createdAt: now, expiresAt });
  return { visitor: visitor.id, identity, expiresAt };
}

/** The visitor a token belongs to; undefined when it is unknown, over or he was erased. */
export async function visitorSession(ctx: DeskContext, tokenHash: string): Promise<VisitorSession | undefined> {
  const found = await ctx.records.people.visitorSession(tokenHash, ctx.now());
  return found && { visitor: found.session.subject, identity: found.identity, expiresAt: found.session.expiresAt };
}
