import { isDeepStrictEqual } from 'node:util';
import type { ToAgent } from '../../../shared/frames/agent';
import type { Desk } from '../../desk/desk';

type Workbench = Desk['workbench'];
type Asker = Parameters<Workbench['queue']>[0];
type Watched = NonNullable<Awaited<ReturnType<Workbench['watched']>>>;
type Send = (frame: ToAgent) => void;

interface Watcher {
  asker: Asker;
  /** He has all up to this number. */
  seq: number;
  /** Nothing was told yet: what he has may have changed while he was away. */
  isNew: boolean;
  send: Send;
  /** He may not see it any more. */
  shut(): void;
}

interface Room {
  conversation: string;
  watchers: Set<Watcher>;
  isTelling: boolean;
  again: boolean;
  /** More than words may be new since it was read. */
  isOther: boolean;
  /** How the latest messages were when they were told. */
  latest: Map<number, Watched['latest'][number]>;
  detail?: Watched['detail'];
}

/** Tells the sockets of this node what is new in the conversations agents show: one reading for all sockets of a conversation. */
export interface Watching {
  /** From after this number on; `shut` when he may not any more. Answers how to stop. */
  watch(asker: Asker, conversation: string, after: number, send: Send, shut: () => void): () => void;
  /** `isWords`: nothing but words is said to be new. */
  changed(conversation: string, isWords?: boolean): void;
  /** To everybody who shows it, as it is. */
  show(conversation: string, frame: ToAgent): void;
  /** The net below: news may have been lost. */
  lookAfterAll(): void;
}

export function createWatching(desk: { workbench: Pick<Workbench, 'watched' | 'maySee'> }, failed: (error: unknown) => void): Watching {
  const rooms = new Map<string, Room>();
  let isLooking = false;

  /** A conversation is read by one at a time, so that nobody is told twice or out of order. */
  async function tell(room: Room, isWords = false): Promise<void> {
    room.again = true;
    room.isOther ||= !isWords;
    if (room.isTelling) return;
    room.isTelling = true;
    try {
      while (room.again && room.watchers.size > 0) {
        room.again = false;
        await tellOnce(room);
      }
    } catch (error) {
      room.isOther = true;
      failed(error);
    } finally {
      room.isTelling = false;
    }
  }

  async function tellOnce(room: Room): Promise<void> {
    const from = Math.min(...[...room.watchers].map(({ seq }) => seq));
    const known = room.isOther ? undefined : room.detail;
    room.isOther = false;
    const found = await desk.workbench.watched(room.conversation, from, known);
    if (!found) return;
    if (found.more) room.again = true;
    const isOther = !isDeepStrictEqual(standing(room.detail), standing(found.detail));
    const changed = found.latest.filter((message) => room.latest.has(message.seq) && !isDeepStrictEqual(room.latest.get(message.seq), message));
    for (const watcher of [...room.watchers]) {
      if (!(await desk.workbench.maySee(watcher.asker, found.conversation))) {
        room.watchers.delete(watcher);
        watcher.shut();
      } else if (watcher.seq < from) room.again = true;
      else tellOne(watcher, found, changed, isOther);
    }
    room.latest = new Map(found.latest.map((message) => [message.seq, message]));
    room.detail = found.detail;
  }

  function tellOne(watcher: Watcher, { conversation: { id: conversation }, messages, latest, seq, detail }: Watched, changed: Watched['latest'], isOther: boolean): void {
    const { send, isNew } = watcher;
    const otherwise = (isNew ? latest : changed).filter((message) => message.seq <= watcher.seq);
    if (otherwise.length > 0) send({ type: 'changed', conversation, messages: otherwise });
    const fresh = messages.filter((message) => message.seq > watcher.seq);
    if (fresh.length > 0) {
      const after = watcher.seq;
      watcher.seq = seq;
      send({ type: 'messages', conversation, after, seq, messages: fresh });
    }
    if (isNew || isOther) send({ type: 'conversation', detail });
    watcher.isNew = false;
  }

  /** One after the other: news that comes meanwhile must not wait behind all of them in the store. */
  async function lookAfterEach(): Promise<void> {
    for (const room of [...rooms.values()]) await tell(room);
  }

  return {
    watch(asker, conversation, after, send, shut) {
      const room = rooms.get(conversation) ?? { conversation, watchers: new Set(), isTelling: false, again: false, isOther: true, latest: new Map() };
      rooms.set(conversation, room);
      const watcher: Watcher = { asker, seq: after, isNew: true, send, shut };
      room.watchers.add(watcher);
      void tell(room);
      return () => {
        room.watchers.delete(watcher);
        if (room.watchers.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
      };
    },
    changed(conversation, isWords) {
      const room = rooms.get(conversation);
      if (room) void tell(room, isWords);
    },
    show(conversation, frame) {
      for (const { send } of rooms.get(conversation)?.watchers ?? []) send(frame);
    },
    lookAfterAll() {
      if (isLooking) return;
      isLooking = true;
      void lookAfterEach().finally(() => { isLooking = false; });
    },
  };
}

/** What of it words alone do not change. */
function standing(detail: Watched['detail'] | undefined): unknown {
  if (!detail) return undefined;
  const { seq: _, lastVisitorAt: _visitor, lastAgentAt: _agent, ...conversation } = detail.conversation;
  return { ...detail, conversation };
}
