import type { Unheard } from '../stores/records/visits';
import type { DeskContext } from './desk-context';

const BATCH = 100;
const AFTER_SECONDS = 60;

/** On our own page a visitor has this long (ms) to read an answer; several given within it call him once. */
export const unreadAfterMs = (ctx: Pick<DeskContext, 'view'>, account: string): number => (ctx.view().siteOf(account)?.notice?.afterSeconds ?? AFTER_SECONDS) * 1000;

/**
 * Looks whether visitors of our own page have read what they were answered. Who is away is called by a subscribe message; where that
 * cannot be, whoever answered is told. Each acts once by the records, whichever node looks.
 */
export async function callBackAbsent(ctx: DeskContext): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const due = await ctx.records.visits.due(ctx.now(), BATCH);
    const fresh = due.filter(({ conversation }) => !tried.has(conversation));
    for (const { conversation } of fresh) tried.add(conversation);
    await Promise.all(fresh.map((one) => callBack(ctx, one)));
    if (due.length < BATCH || fresh.length === 0) return;
  }
}

async function callBack(ctx: DeskContext, { conversation, account, agent }: Unheard): Promise<void> {
  const view = ctx.view();
  const template = view.siteOf(account)?.notice?.template;
  const reached = agent !== undefined && view.agent(agent)?.wecomUserId !== undefined;
  const called = await ctx.records.visits.callBack({
    conversation, now: ctx.now(), afterMs: unreadAfterMs(ctx, account), awayMs: ctx.times.visitorAway, againMs: ctx.times.noticeAgain, newDelivery: ctx.newId(),
    ...(template !== undefined && { template }),
    ...(reached && { tell: { id: ctx.newId(), target: { to: 'agent', agent, news: { kind: 'notice', state: 'none' } } } }),
  });
  if (called === 'not-now') return;
  ctx.wakeOutbox();
  ctx.changed(conversation);
}
