import type { DeskContext } from './desk-context';

const TOPIC = 'staff';

/** Tells every node that sessions of somebody of the staff ended, or that he may do other things than before. */
export const staffChanged = (ctx: Pick<DeskContext, 'live'>, staff: string): void => ctx.live.publish(TOPIC, staff);

export const hearStaff = (ctx: Pick<DeskContext, 'live'>, hear: (staff: string) => void): Promise<() => void> => ctx.live.subscribe(TOPIC, hear);
