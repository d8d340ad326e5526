import type { Role, Staff } from '../stores/records/people';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { done, refused, type Done } from './refused';
import { staffChanged } from './staff-changed';
import type { Person } from './staff-session';

export interface StaffTerms {
  login: string;
  name: string;
  role: Role;
  agent?: string;
}

const shown = ({ id, login, name, role, agent, disabled }: Staff): Person => ({ id, login, name, role, disabled, ...(agent !== undefined && { agent }) });

/** Who may sign in. Passwords come in as hashes; whoever is switched off, or gets another role or password, is signed out everywhere. */
export function createStaffEdits(ctx: DeskContext) {
  const { people } = ctx.records;

  async function save(actor: Actor, action: string, after: Staff, before?: Staff): Promise<Done<Person>> {
    const saved = await people.saveStaff(after, auditRow(ctx, actor, action, `staff:${after.login}`, { ...(before && { before: shown(before) }), after: shown(after) }));
    if (saved.kind !== 'saved') return refused(saved.kind);
    if (before && (after.disabled || after.role !== before.role || after.passwordHash !== before.passwordHash)) await people.endSessions('staff', after.id);
    if (before) staffChanged(ctx, after.id);
    return done(shown(after));
  }

  /** He may be somebody whose agent is still in the draft. */
  async function isAgent(key: string | undefined): Promise<boolean> {
    if (key === undefined || ctx.view().agent(key)) return true;
    return (await readDraft(ctx)).config.agents.some((agent) => agent.key === key);
  }

  return {
    async list(): Promise<(Person & { secondFactor: boolean })[]> {
      const [all, holders] = await Promise.all([people.staff(), ctx.records.secondFactors.holders()]);
      const have = new Set(holders);
      return all.map((one) => ({ ...shown(one), secondFactor: have.has(one.id) }));
    },

    async create(actor: Actor, terms: StaffTerms, passwordHash: string): Promise<Done<Person>> {
      if (!(await isAgent(terms.agent))) return refused('bad-request', { at: 'body/agent', fault: 'no such agent' });
      return save(actor, 'save', { id: ctx.newId(), ...terms, passwordHash, disabled: false });
    },

    async update(actor: Actor, id: string, terms: StaffTerms & { disabled: boolean }): Promise<Done<Person>> {
      const before = await people.staffById(id);
      if (!before) return refused('not-found');
      if (!(await isAgent(terms.agent))) return refused('bad-request', { at: 'body/agent', fault: 'no such agent' });
      const { passwordHash } = before;
      return save(actor, 'save', { id, ...terms, ...(passwordHash !== undefined && { passwordHash }) }, before);
    },

    async resetPassword(actor: Actor, id: string, passwordHash: string): Promise<Done<Person>> {
      const before = await people.staffById(id);
      return before ? save(actor, 'reset-password', { ...before, passwordHash }, before) : refused('not-found');
    },
  };
}
