import { createAttention } from '../../../console/widget/attention';
import { createTabs, type TabParts } from '../../../console/widget/tabs';
import type { Talks } from '../../../console/widget/talks';
import { createTitleBadge } from '../../../console/widget/title-badge';
import { line, talkDouble, talkView } from './talk-double';

type Heard = (event: MessageEvent<unknown>) => void;

/** Tabs of one browser: what one posts the others hear, and a lock has one holder. */
const browser = () => {
  const ears = new Map<number, Heard[]>();
  const held = new Set<string>();
  const tab = (number: number): TabParts => ({
    channel: {
      postMessage(data: unknown) {
        for (const [other, heard] of ears) if (other !== number) for (const each of heard) each(new MessageEvent('message', { data }));
      },
      addEventListener(_type: string, listener: unknown) {
        ears.set(number, [...(ears.get(number) ?? []), listener as Heard]);
      },
    },
    locks: {
      async request(name: string, ...rest: unknown[]) {
        const act = rest[rest.length - 1] as (lock: object | null) => unknown;
        if (held.has(name)) return act(null);
        held.add(name);
        return act({});
      },
    } as unknown as NonNullable<TabParts['locks']>,
    after: () => undefined,
  });
  return { tab };
};

const tabOf = (parts: TabParts, inSight: () => string | undefined) => {
  const talk = talkDouble();
  let listener: (entry: string, view: ReturnType<typeof talkView>) => void = () => undefined;
  talk.watch((view) => listener('presales', view));
  const talks: Talks = {
    of: () => talk, enter: () => undefined, redial: () => undefined, resume: async () => undefined, unread: () => talk.view().unread, unreadOf: () => talk.view().unread,
    watch: (next) => ((listener = next), () => undefined), close: () => undefined,
  };
  const rang: number[] = [];
  const told: unknown[] = [];
  const attention = createAttention({
    site: 'web', tabs: createTabs(parts), inSight, changed: () => undefined, sound: { canRing: () => true, ring: () => void rang.push(1) },
    events: { tell: (_name, value) => void told.push(value) },
  });
  attention.follow(talks);
  return { talk, attention, rang, told };
};

const answer = (seq: number) => talkView({ lines: [line({ seq })], unread: 1 });

test('an answer nobody looks at is counted and rings, in one tab of two', () => {
  const { tab } = browser();
  const [first, second] = [tabOf(tab(1), () => undefined), tabOf(tab(2), () => undefined)];
  for (const each of [first, second]) each.talk.tell(answer(4));
  expect([first.attention.unread(), second.attention.unread()]).toEqual([1, 1]);
  expect([...first.rang, ...second.rang]).toHaveLength(1);
  for (const each of [first, second]) each.talk.tell({ ...answer(5), unread: 2 });
  expect([...first.rang, ...second.rang]).toHaveLength(2);
});

test('an answer before his eyes is seen at once, here and in the other tab, and makes no noise', () => {
  const { tab } = browser();
  const [looked, other] = [tabOf(tab(1), () => 'presales'), tabOf(tab(2), () => undefined)];
  other.talk.tell(answer(4));
  looked.talk.tell(answer(4));
  expect([looked.attention.unread(), other.attention.unread()]).toEqual([0, 0]);
  expect(looked.rang).toEqual([]);
  expect(other.told).toEqual([1, 0]);
});

test('what another tab has seen before this one heard of it is no news here', () => {
  const { tab } = browser();
  const [looked, other] = [tabOf(tab(1), () => 'presales'), tabOf(tab(2), () => undefined)];
  looked.talk.tell(answer(4));
  other.talk.tell(answer(4));
  expect([other.attention.unread(), other.rang]).toEqual([0, []]);
});

test('what came after the other tab looked stays unread', () => {
  const { tab } = browser();
  const [looked, other] = [tabOf(tab(1), () => 'presales'), tabOf(tab(2), () => undefined)];
  other.talk.tell(answer(5));
  looked.talk.tell(answer(4));
  expect(other.attention.unread()).toBe(1);
});

test('in a browser without channel and locks each tab is alone', () => {
  const { talk, rang, attention } = tabOf({ after: () => undefined }, () => undefined);
  talk.tell(answer(4));
  expect([rang.length, attention.unread()]).toEqual([1, 1]);
});

test('the title says what waits, and keeps what the page makes of it meanwhile', () => {
  const page = { title: '小店' };
  const badge = createTitleBadge(page);
  badge('（1 条新回复）');
  badge('（2 条新回复）');
  expect(page.title).toBe('（2 条新回复）小店');
  badge('');
  expect(page.title).toBe('小店');
  badge('（1 条新回复）');
  page.title = '购物车';
  badge('');
  expect(page.title).toBe('购物车');
});
