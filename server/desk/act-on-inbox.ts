import type { Happened, NativeDesk } from '../channels/channel';
import type { InboxItem } from '../stores/records/native';
import { actOnItem, subjectOf } from './act-on-item';
import type { DeskContext } from './desk-context';
import { NotYet } from './not-yet';

const BATCH = 1_000;
/** Customers served at once: their writes share commits. */
const AT_ONCE = 64;
/** After so many failures an item is given up, so that what its customer says next is not held up for ever. */
const MOST_ATTEMPTS = 6;
/** WeCom: a limit lasts a minute, and a sending cut off is unsure for minutes. What waits for such things has about an hour. */
const MOST_WAITS = 64;
const MOST_WAIT = 60_000;

interface Waiting extends InboxItem {
  dueAt: number;
  /** Absent: nobody can read it, which is a bug. */
  happened: readonly Happened[] | undefined;
}

/** Acts on all that was kept for an account, each customer's in order; answers when something is to be tried again (ms since 1970). It ends early when `goOn` says that another does it. */
export async function actOnInbox(ctx: DeskContext, account: string, desk: NativeDesk, goOn: () => Promise<boolean>): Promise<number | undefined> {
  let done: string[] = [];
  let again: { id: string; dueAt: number }[] = [];
  let isOurs = true;

  async function oneByOne(items: readonly Waiting[]): Promise<number | undefined> {
    for (const item of items) {
      if (item.dueAt > ctx.now()) return item.dueAt;
      isOurs &&= await goOn();
      if (!isOurs) return ctx.now();
      try {
        if (!item.happened) throw new Error('an item that cannot be read');
        await actOnItem(ctx, desk, item, item.happened);
        done.push(item.id);
      } catch (error) {
        ctx.log.error({ err: error, item: item.id, attempts: item.attempts + 1 }, 'could not act on what a platform told');
        if (item.attempts + 1 >= (error instanceof NotYet ? MOST_WAITS : MOST_ATTEMPTS)) {
          raiseGivenUp(ctx, account);
          done.push(item.id);
          continue;
        }
        const dueAt = ctx.now() + Math.min(MOST_WAIT, 1_000 * 2 ** item.attempts);
        again.push({ id: item.id, dueAt });
        return dueAt;
      }
    }
    return undefined;
  }

  function read(item: InboxItem): readonly Happened[] | undefined {
    try {
      return desk.readItem(account, item);
    } catch (error) {
      ctx.log.error({ err: error, item: item.id }, 'could not read what a platform told');
      return undefined;
    }
  }

  /** Whose next item waits for its time, until when: what comes behind it waits too, those of others do not. */
  const waits = new Map<string, number>();
  let after = 0;
  for (;;) {
    done = [];
    again = [];
    const items = await ctx.records.native.todo(account, BATCH, after);
    const groups = bySubject(items.map((item) => ({ ...item, happened: read(item) }))).filter(([subject]) => !waits.has(subject));
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let group = groups.pop(); group; group = groups.pop()) {
        const wait = await oneByOne(group[1]);
        if (wait !== undefined) waits.set(group[0], wait);
      }
    }));
    if (done.length > 0 || again.length > 0) await ctx.records.native.acted(account, { done, again, now: ctx.now() });
    if (!isOurs || items.length < BATCH) return waits.size === 0 ? undefined : Math.min(...waits.values());
    if (done.length === 0) after = items[items.length - 1]?.n ?? after;
  }
}

/** Last group first, since they are taken from the end. */
function bySubject(items: readonly Waiting[]): [string, Waiting[]][] {
  const groups = new Map<string, Waiting[]>();
  for (const item of items) {
    const subject = subjectOf(item.happened ?? []);
    const group = groups.get(subject);
    if (group) group.push(item);
    else groups.set(subject, [item]);
  }
  return [...groups].reverse();
}

function raiseGivenUp(ctx: DeskContext, account: string): void {
  ctx.alarms.raise({
    key: `inbox:${account}`, level: 'error',
    zh: '微信客服有一条内容多次处理失败，已跳过；请把日志交给工程师。', en: 'Something 微信客服 told could not be acted on and was skipped; please hand the log to an engineer.',
  });
}
