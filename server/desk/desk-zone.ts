import { zoneNamed, type Zone } from '../../shared/calendar/zone';
import type { DeskContext } from './desk-context';

const USUAL = 'Asia/Shanghai';

/** By whose clock the desk's days begin; an unknown one is found by the linter, and until then the usual one counts. */
export function deskZone(ctx: Pick<DeskContext, 'view'>): { name: string; zone: Zone } {
  const { timeZone = USUAL } = ctx.view().config.settings;
  const chosen = zoneNamed(timeZone);
  return chosen ? { name: timeZone, zone: chosen } : { name: USUAL, zone: zoneNamed(USUAL) ?? (() => 0) };
}
