import { isDeepStrictEqual } from 'node:util';
import type { ToAgent } from '../../../shared/frames/agent';
import type { ConversationLine } from '../../../shared/http/agent';
import type { Desk } from '../../desk/desk';

type Workbench = Desk['workbench'];
type Asker = Parameters<Workbench['queue']>[0];
type Overview = Awaited<ReturnType<Workbench['overviews']>>[number];
type Queue = Awaited<ReturnType<Workbench['queues']>>[number];
type Send = (frame: ToAgent) => void;

/** An agent who has sockets here, and what they have been told. */
interface Post {
  asker: Asker;
  sockets: Set<Send>;
  overview?: Overview;
  queue?: Queue;
}

/** Tells the sockets of this node what is new in their agents' lists: one reading for all whom news may concern, never one for each. */
export interface Overviews {
  /** Tells all there is, then what is new; answers how to stop. */
  open(asker: Asker, send: Send): Promise<() => void>;
  /** News of a conversation: who has it, had it or sees it wait is looked after. */
  changed(conversation: string): void;
  /** Something about an agent himself. */
  agentChanged(agent: string): void;
  /** Queues in which something changed; to be called at a pace. */
  lookAfterQueues(): void;
  /** The net below: news may have been lost. */
  lookAfterAll(): void;
}

export function createOverviews(desk: { workbench: Pick<Workbench, 'overviews' | 'queues' | 'told' | 'whose' | 'seesQueue'> }, failed: (error: unknown) => void): Overviews {
  const { workbench } = desk;
  const posts = new Map<string, Post>();
  let hints = new Set<string>();
  let stale = new Set<Post>();
  let staleQueues = new Set<Post>();
  let dueQueues = new Set<Post>();
  /** One thing after another, so that nobody is told twice or out of order. */
  let tail: Promise<void> = Promise.resolve();
  let isPlanned = false;

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    inTurn(async () => {
      isPlanned = false;
      await look();
    }).catch(failed);
  }

  function inTurn(act: () => Promise<void>): Promise<void> {
    const turn = tail.then(act);
    tail = turn.catch(() => undefined);
    return turn;
  }

  async function look(): Promise<void> {
    const told = [...hints];
    hints = new Set();
    if (posts.size === 0) return;
    if (told.length > 0) markConcerned(told, await workbench.whose(told));
    const lists = [...stale];
    const queues = [...dueQueues];
    stale = new Set();
    dueQueues = new Set();
    await tellLists(lists);
    await tellQueues(queues);
  }

  function markConcerned(ids: readonly string[], found: Awaited<ReturnType<Workbench['whose']>>): void {
    const now = new Map(found.map((one) => [one.id, one]));
    for (const post of posts.values()) {
      const { asker, overview, queue } = post;
      for (const id of ids) {
        const one = now.get(id);
        if (one?.agent === asker.agent || overview?.mine.some(has(id)) || overview?.asked.some(({ conversation }) => conversation === id)) stale.add(post);
        if (queue?.conversations.some(has(id)) || (one?.state === 'waiting' && workbench.seesQueue(asker, one.entry))) staleQueues.add(post);
      }
    }
  }

  async function tellLists(list: readonly Post[]): Promise<void> {
    if (list.length === 0) return;
    const found = await workbench.overviews(list.map(({ asker }) => asker.agent));
    for (const [at, post] of list.entries()) {
      const after = found[at];
      if (!after) continue;
      const before = post.overview;
      post.overview = after;
      const send = toAll(post);
      if (!isDeepStrictEqual(before?.status, after.status)) send({ type: 'status', status: after.status });
      for (const frame of listFrames('mine', before?.mine ?? [], after.mine)) send(frame);
      for (const frame of await workbench.told(post.asker.agent, before, after)) send(frame);
    }
  }

  async function tellQueues(list: readonly Post[]): Promise<void> {
    if (list.length === 0) return;
    const found = await workbench.queues(list.map(({ asker }) => asker));
    for (const [at, post] of list.entries()) {
      const after = found[at];
      if (!after) continue;
      const before = post.queue;
      post.queue = after;
      if (!before || before === after) continue;
      const send = toAll(post);
      const frames = listFrames('queue', before.conversations, after.conversations);
      const isOrdered = before.more === after.more && isSameOrder(before.conversations, after.conversations, frames);
      if (isOrdered) frames.forEach(send);
      else send({ type: 'queue', ...after });
    }
  }

  const toAll = ({ sockets }: Post): Send => (frame) => {
    for (const send of sockets) send(frame);
  };

  function postOf(asker: Asker): Post {
    const key = `${asker.agent} ${asker.supervises}`;
    const post = posts.get(key) ?? { asker, sockets: new Set() };
    posts.set(key, post);
    return post;
  }

  return {
    async open(asker, send) {
      let stop = (): void => undefined;
      await inTurn(async () => {
        const post = postOf(asker);
        stop = () => {
          post.sockets.delete(send);
          if (post.sockets.size === 0 && posts.get(`${asker.agent} ${asker.supervises}`) === post) posts.delete(`${asker.agent} ${asker.supervises}`);
        };
        // Those who are here already are told the difference, he the whole.
        await tellLists([post]);
        await tellQueues([post]);
        const { overview, queue } = post;
        if (!overview || !queue) return;
        send({ type: 'mine', conversations: overview.mine });
        send({ type: 'queue', ...queue });
        for (const frame of await workbench.told(asker.agent, undefined, overview)) send(frame);
        post.sockets.add(send);
      }).catch((error: unknown) => {
        // Else nobody would ever leave it, and it would be read for ever.
        stop();
        throw error;
      });
      return stop;
    },
    changed(conversation) {
      if (posts.size === 0) return;
      hints.add(conversation);
      plan();
    },
    agentChanged(agent) {
      for (const post of posts.values()) if (post.asker.agent === agent) stale.add(post);
      if (stale.size > 0) plan();
    },
    lookAfterQueues() {
      if (staleQueues.size === 0) return;
      for (const post of staleQueues) dueQueues.add(post);
      staleQueues = new Set();
      plan();
    },
    lookAfterAll() {
      if (posts.size === 0) return;
      for (const post of posts.values()) {
        stale.add(post);
        dueQueues.add(post);
      }
      plan();
    },
  };
}

const has = (id: string) => ({ conversation }: ConversationLine): boolean => conversation.id === id;

function listFrames(list: 'mine' | 'queue', before: readonly ConversationLine[], after: readonly ConversationLine[]): ToAgent[] {
  const had = new Map(before.map((line) => [line.conversation.id, line]));
  const left = before.filter(({ conversation }) => !after.some(has(conversation.id)));
  return [
    ...left.map(({ conversation }): ToAgent => ({ type: 'gone', list, conversation: conversation.id })),
    ...after.filter((line) => !isDeepStrictEqual(line, had.get(line.conversation.id))).map((line): ToAgent => ({ type: 'line', list, line })),
  ];
}

/** Whether lines that go and come at the end make the one of the other. */
function isSameOrder(before: readonly ConversationLine[], after: readonly ConversationLine[], frames: readonly ToAgent[]): boolean {
  const gone = new Set(frames.flatMap((frame) => (frame.type === 'gone' ? [frame.conversation] : [])));
  const stayed = before.map(({ conversation }) => conversation.id).filter((id) => !gone.has(id));
  return stayed.every((id, at) => after[at]?.conversation.id === id);
}
