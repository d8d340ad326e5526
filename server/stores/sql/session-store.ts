import type { Identity } from '../../../shared/identity';
import type { Session, Staff } from '../records/people';
import { first, int, text, textOrNull } from './row';
import { staffOf } from './staff-store';
import { ask, change, type Operation, type Row } from './statement';

const columns = 's.hash, s.kind, s.subject, s.account, s.created_at, s.expires_at, s.ip, s.user_agent';

const sessionOf = (row: Row): Session => {
  const out: Session = {
    hash: text(row.hash), kind: row.kind === 'staff' ? 'staff' : 'visitor', subject: text(row.subject), createdAt: int(row.created_at), expiresAt: int(row.expires_at),
  };
  const account = textOrNull(row.account);
  const ip = textOrNull(row.ip);
  const userAgent = textOrNull(row.user_agent);
  if (account !== null) out.account = account;
  if (ip !== null) out.ip = ip;
  if (userAgent !== null) out.userAgent = userAgent;
  return out;
};

export function* openSession(s: Session): Operation<void> {
  yield change(
    `INSERT INTO sessions (hash, kind, subject, account, created_at, expires_at, ip, user_agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO NOTHING`,
    s.hash, s.kind, s.subject, s.account ?? null, s.createdAt, s.expiresAt, s.ip ?? null, s.userAgent ?? null,
  );
}

const OF_STAFF = `SELECT ${columns}, p.id, p.login, p.name, p.role, p.agent, p.password_hash, p.disabled
  FROM sessions s JOIN staff p ON p.id = s.subject WHERE s.hash = ? AND s.kind = 'staff' AND s.expires_at > ?`;

export function* staffSession(hash: string, now: number): Operation<{ session: Session; staff: Staff } | undefined> {
  const row = first((yield ask(OF_STAFF, hash, now)).rows);
  return row && { session: sessionOf(row), staff: staffOf(row) };
}

const OF_VISITOR = `SELECT ${columns}, i.provider, i.subject AS known_as
  FROM sessions s JOIN identities i ON i.visitor = s.subject AND i.account = s.account
  WHERE s.hash = ? AND s.kind = 'visitor' AND s.expires_at > ? ORDER BY i.provider, i.subject LIMIT 1`;

export function* visitorSession(hash: string, now: number): Operation<{ session: Session; identity: Identity } | undefined> {
  const row = first((yield ask(OF_VISITOR, hash, now)).rows);
  return row && { session: sessionOf(row), identity: { provider: text(row.provider), account: text(row.account), subject: text(row.known_as) } };
}

export function* sessionsOf(kind: 'visitor' | 'staff', subject: string): Operation<Session[]> {
  return (yield ask(`SELECT ${columns} FROM sessions s WHERE s.subject = ? AND s.kind = ? ORDER BY s.created_at DESC, s.hash`, subject, kind)).rows.map(sessionOf);
}

export function* endSession(hash: string): Operation<void> {
  yield change('DELETE FROM sessions WHERE hash = ?', hash);
}

export function* endSessions(kind: 'visitor' | 'staff', subject: string): Operation<void> {
  yield change('DELETE FROM sessions WHERE subject = ? AND kind = ?', subject, kind);
}
