import type { AuditRow } from '../stores/records/config';
import type { Session, Staff } from '../stores/records/people';
import { auditRow } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { staffChanged } from './staff-changed';

const HOUR = 3_600_000;
/** A working day and the way home. */
const SESSION_MS = 24 * HOUR;

/** Somebody of the staff as his own screen shows him. */
export type Person = Omit<Staff, 'passwordHash'>;
export interface StaffSession {
  person: Person;
  session: Session;
}
export interface SigningIn {
  staff: string;
  tokenHash: string;
  ip: string;
  userAgent?: string;
  /** How he proved who he is; absent: by his password. */
  way?: 'wecom';
}

/** Everything about signing in that is not cryptography: hashes come in ready made, so nothing here can leak a secret. */
export function createStaffSessions(ctx: DeskContext) {
  const { people, config } = ctx.records;

  const auditOf = (person: Person, action: string, ip: string, detail?: object): AuditRow =>
    auditRow(ctx, { by: person.login, role: person.role, ip }, action, `staff:${person.login}`, detail);

  return {
    byLogin: (login: string) => people.staffByLogin(login),
    byId: (id: string) => people.staffById(id),

    byAddress: (address: string) => staffByAddress(ctx, address),

    async open({ staff, tokenHash, ip, userAgent, way }: SigningIn): Promise<StaffSession | undefined> {
      const now = ctx.now();
      const person = await people.staffById(staff);
      if (!person || person.disabled) return undefined;
      const session: Session = {
        hash: tokenHash, kind: 'staff', subject: staff, createdAt: now, expiresAt: now + SESSION_MS, ip,
        ...(userAgent !== undefined && { userAgent }),
      };
      await config.audit(auditOf(person, 'signed-in', ip, way && { way }));
      await people.openSession(session);
      return { person: withoutHash(person), session };
    },

    /** Whose session it is; a person who was disabled has none. */
    async find(tokenHash: string): Promise<StaffSession | undefined> {
      const found = await people.staffSession(tokenHash, ctx.now());
      return found && !found.staff.disabled ? { person: withoutHash(found.staff), session: found.session } : undefined;
    },

    async list(staff: string): Promise<Session[]> {
      const now = ctx.now();
      return (await people.sessionsOf('staff', staff)).filter((one) => one.expiresAt > now);
    },

    /** Ends one of his own; false when it is not his. */
    async end(staff: string, tokenHash: string): Promise<boolean> {
      const own = (await people.sessionsOf('staff', staff)).some((one) => one.hash === tokenHash);
      if (own) await people.endSession(tokenHash);
      if (own) staffChanged(ctx, staff);
      return own;
    },

    /** A new password ends all sessions, so that whoever had the old one is out. */
    async setPassword(staff: string, passwordHash: string, ip: string): Promise<void> {
      const person = await people.staffById(staff);
      if (!person) return;
      await people.saveStaff({ ...person, passwordHash }, auditOf(person, 'password-changed', ip));
      await people.endSessions('staff', staff);
      staffChanged(ctx, staff);
    },
  };
}

/**
 * Whose login belongs to somebody known by his address on the agents' platform (WeCom userid): the one whose agent, in the
 * published configuration, has it. Nobody, or more than one, is refused: who is not bound for certain does not get in.
 */
async function staffByAddress(ctx: DeskContext, address: string): Promise<Done<Person>> {
  const agents = ctx.view().config.agents.filter(({ wecomUserId }) => wecomUserId === address);
  const working = new Map(agents.map(({ key, disabled }) => [key, !disabled]));
  const bound = (await ctx.records.people.staff()).filter(({ agent }) => agent !== undefined && working.has(agent));
  const open = bound.filter(({ agent, disabled }) => !disabled && agent !== undefined && working.get(agent) === true);
  const [person, another] = open;
  if (another) return refused('bound-twice');
  if (person) return done(withoutHash(person));
  return refused(bound.length > 0 ? 'staff-disabled' : 'not-bound');
}

function withoutHash({ id, login, name, role, agent, disabled }: Staff): Person {
  return { id, login, name, role, disabled, ...(agent !== undefined && { agent }) };
}
