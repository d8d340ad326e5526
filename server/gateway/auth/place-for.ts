import { may } from '../../../shared/permissions';
import type { Person } from '../../desk/staff-session';

/** By who he is. */
export const OWN_PLACE = '/';
const CONSOLE = '/console';
const WORKBENCH = '/workbench';

/** Where somebody goes once he is in: where he wanted to, if that screen is for him, else to the one that is. */
export function placeFor({ role, agent }: Pick<Person, 'role' | 'agent'>, wanted: string): string {
  const works = may(role, 'work') && agent !== undefined;
  const runs = may(role, 'board');
  if (wanted.startsWith(CONSOLE)) return runs ? wanted : WORKBENCH;
  if (wanted.startsWith(WORKBENCH)) return works || !runs ? wanted : CONSOLE;
  return works && !may(role, 'config-write') || !runs ? WORKBENCH : CONSOLE;
}
