import type { Staff } from '../stores/records/people';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

type Person = Pick<Staff, 'id' | 'login' | 'role'>;

/** What somebody's second factor is to him: nothing secret. */
export interface FactorShown {
  on: boolean;
  since?: number;
  recoveryLeft?: number;
}

/** The second thing some of the staff sign in with: codes of their phone. Codes are judged outside; here it is kept who has one and what was used. */
export function createSecondFactors(ctx: DeskContext) {
  const { secondFactors, people } = ctx.records;
  const row = (person: Person, action: string, ip: string) => auditRow(ctx, { by: person.login, role: person.role, ip }, action, `staff:${person.login}`);

  return {
    async shown(staff: string): Promise<FactorShown> {
      const found = await secondFactors.of(staff);
      return found?.confirmedAt === undefined ? { on: false } : { on: true, since: found.confirmedAt, recoveryLeft: found.recoveryLeft };
    },
    /** The secret in force; undefined: his password is enough. */
    async secretOf(staff: string): Promise<string | undefined> {
      const found = await secondFactors.of(staff);
      return found?.confirmedAt === undefined ? undefined : found.secret;
    },
    /** The secret that waits for its first code. */
    async begunSecretOf(staff: string): Promise<string | undefined> {
      const found = await secondFactors.of(staff);
      return found && found.confirmedAt === undefined ? found.secret : undefined;
    },
    begin: async (staff: string, secret: string): Promise<Done<undefined>> =>
      ((await secondFactors.begin({ staff, secret, now: ctx.now() })) ? done(undefined) : refused('second-factor-on')),

    confirm: async (person: Person, ip: string, proof: { secret: string; step: number; recovery: string[] }): Promise<Done<undefined>> =>
      ((await secondFactors.confirm({ staff: person.id, ...proof, now: ctx.now(), audit: row(person, 'second-factor-on', ip) })) ? done(undefined) : refused('conflict')),

    spend: (staff: string, step: number): Promise<boolean> => secondFactors.spend(staff, step),
    spendRecovery: (person: Person, ip: string, hash: string): Promise<boolean> => secondFactors.spendRecovery(person.id, hash, row(person, 'recovery-code-used', ip)),
    turnOff: (person: Person, ip: string): Promise<boolean> => secondFactors.remove(person.id, row(person, 'second-factor-off', ip)),

    /** For somebody who lost his phone and his recovery codes. */
    async reset(actor: Actor, staff: string): Promise<Done<undefined>> {
      const person = await people.staffById(staff);
      if (!person) return refused('not-found');
      await secondFactors.remove(staff, auditRow(ctx, actor, 'reset-second-factor', `staff:${person.login}`));
      return done(undefined);
    },
  };
}
