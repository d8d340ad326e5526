import type { Static } from '@sinclair/typebox';
import type { Role } from '../../../../shared/permissions';
import type { StaffRequest } from '../../../../shared/http/ops-people';
import type { StaffLogin } from '../../api/staff';

/** A login as the form holds it; `agent` empty: he answers nobody. */
export interface StaffForm {
  login: string;
  name: string;
  role: Role;
  agent: string;
  disabled: boolean;
}

export const formOf = (login: StaffLogin | undefined): StaffForm => ({
  login: login?.login ?? '', name: login?.name ?? '', role: login?.role ?? 'agent', agent: login?.agent ?? '', disabled: login?.disabled ?? false,
});

export const termsOf = ({ login, name, role, agent, disabled }: StaffForm): Static<typeof StaffRequest> => ({
  login: login.trim(), name: name.trim(), role, disabled, ...(agent !== '' && { agent }),
});

/** Who else signs in as this agent; WeCom's sign-in would not know which of them is meant. */
export const sharesAgent = (form: StaffForm, id: string | undefined, all: readonly StaffLogin[]): StaffLogin | undefined =>
  form.agent === '' || form.disabled ? undefined : all.find((one) => one.id !== id && !one.disabled && one.agent === form.agent);
