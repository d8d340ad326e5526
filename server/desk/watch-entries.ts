import type { Entry } from '../../shared/config/entry';
import type { DeskContext } from './desk-context';
import { createDecideNow } from './tap-now';
import { hasNobody } from './warn-of';

const EVERY = 60_000;
/** Somebody late by a little is no news. */
const GRACE = 600_000;
const KEPT = 'entries-without-anybody';
const KEPT_MS = 86_400_000;

/** Since when an entry has had nobody within its hours, and whether ops were told. */
type Deserted = Record<string, { since: number; told: boolean }>;

/** For the sweep: tells ops of an entry that has nobody within its hours for a while, once, and when somebody is there again. */
export async function watchEntries(ctx: DeskContext): Promise<void> {
  const now = ctx.now();
  if (!(await ctx.live.once(`watch-entries:${Math.floor(now / EVERY)}`, 2 * EVERY))) return;
  const before = readKept(await ctx.live.get(KEPT));
  const after: Deserted = {};
  const view = ctx.view();
  const decideNow = createDecideNow(ctx, view);
  for (const entry of view.config.entries.filter(({ enabled }) => enabled)) {
    const { decision } = await decideNow(entry, { facts: {} });
    const known = before[entry.key];
    const { kind, receipt } = decision;
    if ((kind === 'queued' || kind === 'leave-message' || kind === 'no-seats') && hasNobody(receipt)) {
      const since = known?.since ?? now;
      const isNews = known?.told !== true && now - since >= GRACE;
      if (isNews) tellDeserted(ctx, entry, since);
      after[entry.key] = { since, told: known?.told === true || isNews };
    } else if (known?.told === true && kind !== 'outside-hours') tellServed(ctx, entry);
  }
  await ctx.live.set(KEPT, JSON.stringify(after), KEPT_MS);
}

function tellDeserted(ctx: DeskContext, entry: Entry, since: number): void {
  const minutes = Math.round((ctx.now() - since) / 60_000);
  const { zh, en = zh } = entry.label;
  ctx.alarms.raise({
    key: `deserted:${entry.key}`, level: 'error',
    zh: `入口“${zh}”在服务时间内已有 ${minutes} 分钟没有客服在线，访客只能排队或留言。请让负责的客服上线，或在后台给它的转接顺序加上别人。`,
    en: `“${en}” has had no agent online for ${minutes} minutes within its hours; visitors can only queue or leave a message. Ask its agents to come online, or add somebody to its ladder.`,
  });
}

function tellServed(ctx: DeskContext, entry: Entry): void {
  const { zh, en = zh } = entry.label;
  ctx.alarms.raise({ key: `served-again:${entry.key}`, level: 'warning', zh: `入口“${zh}”又有客服在线了。`, en: `“${en}” has an agent online again.` });
}

/** Written by whichever node swept before. */
function readKept(text: string | undefined): Deserted {
  const read: unknown = text === undefined ? {} : JSON.parse(text);
  return isDeserted(read) ? read : {};
}

const isDeserted = (value: unknown): value is Deserted =>
  typeof value === 'object' && value !== null && Object.values(value).every((one: unknown) => typeof one === 'object' && one !== null && 'since' in one && typeof one.since === 'number' && 'told' in one);
