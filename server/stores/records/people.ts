import type { AuditRow } from './config';
import type { VisitorFacts } from '../../../shared/visitor-facts';
import type { Identity } from '../../../shared/identity';

export type Role = 'admin' | 'ops' | 'supervisor' | 'agent';

export interface Visitor {
  id: string;
  site?: string;
  facts: VisitorFacts;
  createdAt: number;
  seenAt: number;
  lastEntry?: string;
  /** Where he came from last, in words. */
  region?: string;
}

/** A person who signs in at the console or the workbench. */
export interface Staff {
  id: string;
  login: string;
  name: string;
  role: Role;
  /** The agent he is, when he answers. */
  agent?: string;
  passwordHash?: string;
  disabled: boolean;
}

/** Only the token's hash is stored. */
export interface Session {
  hash: string;
  kind: 'visitor' | 'staff';
  subject: string;
  /** Visitor: the mini-program or site; staff: nothing. */
  account?: string;
  createdAt: number;
  expiresAt: number;
  ip?: string;
  userAgent?: string;
}

export interface SiteSecrets {
  site: string;
  /** Signs a visitor's facts. */
  hmacSecret: string;
}
export interface ApiKey {
  id: string;
  site: string;
  hash: string;
  name: string;
  createdAt: number;
  lastUsedAt?: number;
}
export interface Webhook {
  id: string;
  site: string;
  url: string;
  secret: string;
  events: string[];
  disabled: boolean;
}

/** Writes that name an `audit` keep it in the same transaction, and only if something was done. */
export interface PeopleRecords {
  /** Finds by identity or makes with `id`; the same identity at the same time makes one. */
  visitor(identity: Identity, id: string, now: number): Promise<Visitor>;
  /** The id of the visitor a platform knows so; undefined when he never came. */
  visitorKnownAs(identity: Identity): Promise<string | undefined>;
  visitorById(id: string): Promise<Visitor | undefined>;
  identities(visitor: string): Promise<Identity[]>;
  setFacts(visitor: string, facts: VisitorFacts, now: number, audit?: AuditRow): Promise<void>;
  /** Newest first. `search`: his id or platform id, or how his name, his order number or one of his tags begins, in either case of letters. */
  visitors(filter: { search?: string; before?: string; limit: number }): Promise<Visitor[]>;
  /** What is left of the allowance to send him platform messages on this account. */
  allowance(visitor: string, account: string): Promise<{ left: number; until: number } | undefined>;
  /** Everything kept of one visitor (个人信息保护法), as plain JSON. */
  exportVisitor(visitor: string): Promise<Record<string, unknown> | undefined>;
  /** Removes words (those a platform told and nobody acted on yet, too), facts and identities; conversations stay as numbers without content. Answers what was removed, or undefined if unknown; `files` are those nobody else needs, noted for removal. */
  eraseVisitor(visitor: string, now: number, audit?: AuditRow): Promise<{ conversations: number; messages: number; files: string[] } | undefined>;
  /**
   * Removes messages older than `before` of closed conversations, at most `limit`; `files` are those nobody else needs, noted for removal. `run` is one audit for many calls:
   * its row, with what the calls before have removed.
   */
  expire(before: number, limit: number, run?: { row: AuditRow; messages: number; files: number }): Promise<{ messages: number; files: string[] }>;

  staffByLogin(login: string): Promise<Staff | undefined>;
  staffById(id: string): Promise<Staff | undefined>;
  staff(): Promise<Staff[]>;
  /** `last-admin`: nobody would be left who can let others in. */
  saveStaff(staff: Staff, audit?: AuditRow): Promise<{ kind: 'saved' } | { kind: 'login-taken' } | { kind: 'last-admin' }>;

  openSession(session: Session): Promise<void>;
  /** A staff session that is not over, with whose it is: one look, since every request at the workbench asks. */
  staffSession(hash: string, now: number): Promise<{ session: Session; staff: Staff } | undefined>;
  /** The same of a visitor, with who he is on the account it was opened for; nothing once he was erased. */
  visitorSession(hash: string, now: number): Promise<{ session: Session; identity: Identity } | undefined>;
  sessionsOf(kind: 'visitor' | 'staff', subject: string): Promise<Session[]>;
  endSession(hash: string): Promise<void>;
  /** Ends all of a person's sessions (disabled, password changed). */
  endSessions(kind: 'visitor' | 'staff', subject: string): Promise<void>;

  siteSecrets(site: string): Promise<SiteSecrets | undefined>;
  saveSiteSecrets(secrets: SiteSecrets, audit?: AuditRow): Promise<void>;
  apiKey(hash: string): Promise<ApiKey | undefined>;
  apiKeys(site: string): Promise<ApiKey[]>;
  saveApiKey(key: ApiKey, audit?: AuditRow): Promise<void>;
  /** Notes when a key was used last; never brings one back that is gone. */
  keyUsed(id: string, now: number): Promise<void>;
  dropApiKey(id: string, audit?: AuditRow): Promise<boolean>;
  webhooks(): Promise<Webhook[]>;
  saveWebhook(webhook: Webhook, audit?: AuditRow): Promise<void>;
  dropWebhook(id: string, audit?: AuditRow): Promise<boolean>;

  /**
   * A subscribe permit granted on the phone; spent once. The same key (the push it came by) grants once; false for a repetition.
   * `notice`: words that wait for him call him back by it (a delivery of this id), unless he has been called already.
   */
  grantPermit(grant: { key: string; visitor: string; account: string; template: string; count: number; now: number; notice?: { id: string; afterMs: number } }): Promise<boolean>;
  spendPermit(visitor: string, account: string, template: string): Promise<boolean>;
  clearPermits(visitor: string, account: string, template: string): Promise<void>;

  leftMessages(filter: { state?: 'open' | 'done'; agent?: string; group?: string; before?: string; limit: number }): Promise<LeftMessage[]>;
  /** Marks the follow-up; false when unknown. */
  followUp(request: { conversation: string; done: boolean; by: string; note?: string; now: number; audit?: AuditRow }): Promise<boolean>;
  setContact(conversation: string, contact: string): Promise<boolean>;
}

export interface LeftMessage {
  conversation: string;
  visitor: string;
  entry: string;
  leftAt: number;
  due: { agent?: string; group?: string };
  contact?: string;
  followUp: 'open' | 'done';
  by?: string;
  note?: string;
  doneAt?: number;
  /** The visitor's words, oldest first, shortened. */
  words: string;
}
