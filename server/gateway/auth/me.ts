import type { Me } from '../../../shared/http/auth';
import { permissionsOf } from '../../../shared/permissions';
import type { StaffSession } from './gate';

/** Who signed in and what he may do, for his own screen. */
export const meOf = ({ person }: StaffSession): Me => ({
  login: person.login, name: person.name, role: person.role, permissions: permissionsOf(person.role),
  ...(person.agent !== undefined && { agent: person.agent }),
});
