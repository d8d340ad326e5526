import type { Site } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { EntriesAnswer, EntryState, EntryView } from '../../shared/http/visitor';
import { usesFacts } from './ask-router';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { createRecent } from './recent';
import { createTapNow } from './tap-now';

/** What the buttons of a site say. The same object as long as nothing has changed. */
export interface EntryStates {
  site: Site;
  entries: readonly { entry: Entry; state: EntryState }[];
}

export interface Entries {
  /** As of now, at most `times.entryState` old; undefined when the account belongs to no site. Not a promise when it is at hand. */
  of(account: string, visitor: string): EntryStates | undefined | Promise<EntryStates>;
  /** What is known about a visitor has changed, so his buttons may say something else. */
  forget(visitor: string): void;
  /** With what this visitor's phone needs before the tap; the same inside a 5-minute slot. */
  answer(states: EntryStates, visitor: string): EntriesAnswer;
}

interface Kept {
  view: ConfigView;
  at: number;
  states: EntryStates;
  json: string;
  /** Some of its entries look at who the visitor is. */
  personal: boolean;
}

/** A computation under way, for all who ask meanwhile. */
interface Run {
  view: ConfigView;
  kept: Promise<Kept>;
}

/** Visitors whose buttons depend on who they are. */
const MOST_PERSONAL = 5_000;

/**
 * Truthful buttons: each says what a tap would do now. Entries that are the same for everybody are computed once for all
 * visitors of a site; those that look at the visitor's facts or his last agent, once for each.
 */
export function createEntries(ctx: DeskContext): Entries {
  const bySite = new Map<string, Kept>();
  const byVisitor = createRecent<string, Kept & { shared: EntryStates }>(MOST_PERSONAL);
  const underWay = new Map<string, Run>();
  ctx.published.onChange(() => bySite.clear());

  const isFresh = (kept: Kept, view: ConfigView): boolean => kept.view === view && ctx.now() - kept.at < ctx.times.entryState;

  /** However many ask, one computation is under way; what it found is kept unless it was forgotten meanwhile. */
  function once(key: string, view: ConfigView, compute: () => Promise<Kept>, keep: (kept: Kept) => void): Promise<Kept> {
    const running = underWay.get(key);
    if (running?.view === view) return running.kept;
    const isLast = (): boolean => underWay.get(key) === run;
    const run: Run = {
      view,
      kept: compute().then((kept) => {
        if (isLast()) keep(kept);
        return kept;
      }).finally(() => {
        if (isLast()) underWay.delete(key);
      }),
    };
    underWay.set(key, run);
    return run.kept;
  }

  async function shared(view: ConfigView, site: Site): Promise<Kept> {
    const at = ctx.now();
    const tapNow = createTapNow(ctx, view);
    const entries = await Promise.all(view.entriesOf(site.key).map(async (entry) => ({ entry, state: await tapNow(entry, { facts: {} }) })));
    return settle(bySite.get(site.key), { site, entries }, view, at);
  }

  async function own(view: ConfigView, common: EntryStates, visitor: string): Promise<Kept> {
    const at = ctx.now();
    const tapNow = createTapNow(ctx, view);
    const [known, lastAgent] = await Promise.all([ctx.records.people.visitorById(visitor), ctx.records.conversations.lastAgent(visitor)]);
    const tapper = { facts: known?.facts ?? {}, ...(lastAgent && { lastAgent }) };
    const entries = await Promise.all(common.entries.map(async (one) => (isPersonal(one.entry) ? { entry: one.entry, state: await tapNow(one.entry, tapper) } : one)));
    return settle(byVisitor.get(visitor), { site: common.site, entries }, view, at);
  }

  async function refreshed(view: ConfigView, site: Site, visitor: string): Promise<EntryStates> {
    const before = bySite.get(site.key);
    const common = before && isFresh(before, view) ? before : await once(site.key, view, () => shared(view, site), (kept) => bySite.set(site.key, kept));
    if (!common.personal) return common.states;
    const his = await once(ownKey(site.key, visitor), view, () => own(view, common.states, visitor), (kept) => byVisitor.set(visitor, { ...kept, shared: common.states }));
    return his.states;
  }

  return {
    of(account, visitor) {
      const view = ctx.view();
      const site = view.siteOf(account);
      if (!site) return undefined;
      const common = bySite.get(site.key);
      if (common && isFresh(common, view)) {
        if (!common.personal) return common.states;
        const his = byVisitor.get(visitor);
        if (his && his.shared === common.states && isFresh(his, view)) return his.states;
      }
      return refreshed(view, site, visitor);
    },
    forget(visitor) {
      byVisitor.drop(visitor);
      for (const { key } of ctx.view().config.sites) underWay.delete(ownKey(key, visitor));
    },
    answer: ({ site, entries }, visitor) => ({
      site: { name: site.name, ...(site.notice && { notice: site.notice.template }) },
      entries: entries.map(({ entry, state }): EntryView => ({
        key: entry.key,
        label: entry.label,
        ...(entry.icon !== undefined && { icon: entry.icon }),
        channel: entry.channel,
        state,
        invitation: ctx.channels[entry.channel]?.invite(entry, visitor, ctx.now()) ?? { kind: 'unavailable' },
        ...(entry.channel === 'kf' && ctx.channels.contact && { fallback: ctx.channels.contact.invite(entry, visitor, ctx.now()) }),
      })),
    }),
  };
}

const ownKey = (site: string, visitor: string): string => `${site}|${visitor}`;

/** Whether what it does may differ from visitor to visitor. */
const isPersonal = (entry: Entry): boolean => entry.preferLastAgent || usesFacts(entry);

/** Keeps the object of before when nothing has changed, so that what was made of it stays good. */
function settle(before: Kept | undefined, states: EntryStates, view: ConfigView, at: number): Kept {
  const json = JSON.stringify(states);
  const personal = states.entries.some(({ entry }) => isPersonal(entry));
  return { view, at, states: before?.json === json ? before.states : states, json, personal };
}
