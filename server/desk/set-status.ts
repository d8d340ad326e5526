import { closesAt } from '../../shared/calendar/hours';
import type { Act, AgentState } from '../stores/records/agents';
import type { AuditRow } from '../stores/records/config';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';

const HOUR = 3_600_000;

export interface StatusRequest {
  agent: string;
  status: 'online' | 'away' | 'offline';
  /** Who did it: the agent himself, or ops (the agent sees by whom). */
  by: string;
  /** The WeCom duty switch: stands in for a device until it ends. */
  duty?: boolean;
  /** Kept with the change. */
  audit?: AuditRow;
  /** Takes the system's pause off too. */
  resume?: boolean;
  /** His act in WeCom: done once, and not at all when he has said otherwise since. */
  act?: Act;
}

/** What an agent chose stays until he changes it; ops may force him offline. Coming online serves the queue at once. */
export async function setStatus(ctx: DeskContext, request: StatusRequest): Promise<AgentState> {
  const view = ctx.view();
  const now = ctx.now();
  const forced = request.by !== request.agent;
  const state = await ctx.records.agents.setStatus({
    agent: request.agent, status: request.status, by: request.by, now,
    ...(forced && { forced: true }),
    ...(request.audit && { audit: request.audit }),
    ...(request.resume && { resume: true }),
    ...(request.act && { act: request.act }),
    ...(request.duty && request.status === 'online' && { dutyUntil: dutyEnd(view, request.agent, now) }),
  });
  changedStatus(ctx, request.agent);
  if (forced) {
    await tell(ctx, request.agent, { status: request.status, cause: view.agent(request.by)?.name ?? request.by });
  }
  if (request.status === 'online') ctx.wakeQueue(view.config.settings.firstBatch);
  else ctx.wakeSweep();
  return state;
}

/** One tap takes the system's pause off; what he chose was never changed. */
export async function resume(ctx: DeskContext, agent: string, audit?: AuditRow, act?: Act): Promise<AgentState> {
  const state = await ctx.records.agents.resume(agent, ctx.now(), { ...(audit && { audit }), ...(act && { act }) });
  changedStatus(ctx, agent);
  ctx.wakeQueue(ctx.view().config.settings.firstBatch);
  return state;
}

/** The end of a duty begun or prolonged now: the end of his shift or `dutyHours`, whichever is first. */
export function dutyEnd(view: ConfigView, agent: string, now: number): number {
  const longest = now + view.config.settings.dutyHours * HOUR;
  const shiftKey = view.agent(agent)?.shift;
  const shift = shiftKey === undefined ? undefined : view.hours(shiftKey);
  const shiftEnd = shift && closesAt(shift, now);
  return typeof shiftEnd === 'number' && shiftEnd > now ? Math.min(longest, shiftEnd) : longest;
}

function changedStatus(ctx: DeskContext, agent: string): void {
  ctx.live.publish('presence', agent);

}

async function tell(ctx: DeskContext, agent: string, news: { status: string; cause: string }): Promise<void> {
  if (ctx.view().agent(agent)?.wecomUserId === undefined) return;
  await ctx.records.outbox.add([{ id: ctx.newId(), target: { to: 'agent', agent, news: { kind: 'status', ...news } } }], ctx.now());
  ctx.wakeOutbox();
}
