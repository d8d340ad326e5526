import type { Role, Staff } from '../records/people';
import { first, int, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';

const STAFF = 'SELECT id, login, name, role, agent, password_hash, disabled FROM staff';

const isRole = (value: string): value is Role => ['admin', 'ops', 'supervisor', 'agent'].includes(value);

export const staffOf = (row: Row): Staff => {
  const role = text(row.role);
  if (!isRole(role)) throw new Error('a person in an unknown role');
  const out: Staff = { id: text(row.id), login: text(row.login), name: text(row.name), role, disabled: int(row.disabled) === 1 };
  const agent = textOrNull(row.agent);
  const passwordHash = textOrNull(row.password_hash);
  if (agent !== null) out.agent = agent;
  if (passwordHash !== null) out.passwordHash = passwordHash;
  return out;
};

export function* staffByLogin(login: string): Operation<Staff | undefined> {
  const row = first((yield ask(`${STAFF} WHERE login = ?`, login)).rows);
  return row && staffOf(row);
}

export function* staffById(id: string): Operation<Staff | undefined> {
  const row = first((yield ask(`${STAFF} WHERE id = ?`, id)).rows);
  return row && staffOf(row);
}

export function* staff(): Operation<Staff[]> {
  return (yield ask(`${STAFF} ORDER BY login`)).rows.map(staffOf);
}

const SAVE = `INSERT INTO staff (id, login, name, role, agent, password_hash, disabled) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, role = excluded.role, agent = excluded.agent,
    password_hash = excluded.password_hash, disabled = excluded.disabled`;
const TAKE_LOGIN = `INSERT INTO staff (id, login, name, role, disabled) VALUES (?, ?, '', 'agent', 1) ON CONFLICT DO NOTHING`;

/** In one order, so that two who each take the other's place away do so one after the other. */
const ADMINS = "SELECT id FROM staff WHERE role = 'admin' AND disabled = 0 ORDER BY id FOR UPDATE";

type Saved = { kind: 'saved' } | { kind: 'login-taken' } | { kind: 'last-admin' };

export function* saveStaff(s: Staff): Operation<Saved> {
  if (s.role !== 'admin' || s.disabled) {
    const admins = (yield ask(ADMINS)).rows;
    if (admins.length === 1 && admins[0]?.id === s.id) return { kind: 'last-admin' };
  }
  // whoever inserts first has the login; a second one waits for him and finds it taken
  yield change(TAKE_LOGIN, s.id, s.login);
  const other = first((yield ask('SELECT id FROM staff WHERE login = ? FOR UPDATE', s.login)).rows);
  if (other !== undefined && other.id !== s.id) return { kind: 'login-taken' };
  yield change(SAVE, s.id, s.login, s.name, s.role, s.agent ?? null, s.passwordHash ?? null, s.disabled ? 1 : 0);
  return { kind: 'saved' };
}
