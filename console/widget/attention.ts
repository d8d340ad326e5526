import type { TalkView } from '../../shared/talk/parts';
import type { Events } from './events';
import type { Sound } from './sound';
import type { SeenMark, Tabs } from './tabs';
import type { Talks } from './talks';

/** Makes answers noticed: counts what was not seen, sounds, and lets the other tabs know what was. */
export interface Attention {
  /** Looks after this visitor's talks from now on. */
  follow(talks: Talks): void;
  /** The visitor may have looked, or looked away. */
  refresh(): void;
  /** Answers not seen. */
  unread(): number;
}

export interface AttentionParts {
  readonly site: string;
  readonly tabs: Tabs;
  readonly sound: Pick<Sound, 'canRing' | 'ring'>;
  readonly events: Pick<Events, 'tell'>;
  /** The entry whose words the visitor has before his eyes, if any. */
  inSight(): string | undefined;
  /** Something of the talks is to be shown. */
  changed(): void;
}

/** How far the newest conversation of a talk goes; undefined before there is one. */
const markOf = (entry: string, { state, lines }: TalkView): SeenMark | undefined => {
  if (state === undefined) return undefined;
  const { conversation } = state;
  const seq = lines.reduce((most, line) => (line.conversation === conversation ? Math.max(most, line.seq ?? 0) : most), 0);
  return { entry, conversation, seq };
};

export const createAttention = ({ site, tabs, sound, events, inSight, changed }: AttentionParts): Attention => {
  let talks: Talks | undefined;
  let unread = 0;

  const see = (entry: string): void => {
    const talk = talks?.of(entry);
    if (talk === undefined || talk.view().unread === 0) return;
    talk.seen();
    const mark = markOf(entry, talk.view());
    if (mark !== undefined) tabs.tellSeen(mark);
  };

  const refresh = (): void => {
    const entry = inSight();
    if (entry !== undefined) see(entry);
    const now = talks?.unread() ?? 0;
    if (now === unread) return;
    unread = now;
    events.tell('unread', now);
  };

  /** What another tab has seen counts here, too, whichever of the two came to know of it first; what came after it does not. */
  const seenElsewhere = new Map<string, SeenMark>();
  const takeOver = (entry: string): void => {
    const talk = talks?.of(entry);
    const mark = seenElsewhere.get(entry);
    const own = talk && markOf(entry, talk.view());
    if (mark !== undefined && own?.conversation === mark.conversation && own.seq <= mark.seq && talk?.view().unread !== 0) talk?.seen();
  };
  tabs.onSeen((mark) => {
    seenElsewhere.set(mark.entry, mark);
    takeOver(mark.entry);
  });

  return {
    refresh,
    unread: () => unread,
    follow(next) {
      talks = next;
      const before = new Map<string, number>();
      next.watch((entry) => {
        takeOver(entry);
        const view = next.of(entry).view();
        const isMore = view.unread > (before.get(entry) ?? 0);
        before.set(entry, view.unread);
        const mark = markOf(entry, view);
        if (isMore && inSight() !== entry && sound.canRing()) tabs.once(`${site} ${mark?.conversation ?? entry} ${mark?.seq ?? 0}`, sound.ring);
        refresh();
        changed();
      });
      refresh();
    },
  };
};
