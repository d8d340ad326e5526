import type { ToVisitor } from '../../../shared/frames/visitor';
import type { Desk } from '../../desk/desk';

interface Follower {
  /** He is told what comes after this number. */
  seq: number;
  /** What he knows he has; numbers that are not for him come in between. */
  told: number;
  state: string;
  send(frame: ToVisitor): void;
}

interface Room {
  conversation: string;
  followers: Set<Follower>;
  isTelling: boolean;
  again: boolean;
  /** Its place may change by what happens to others. */
  isWaiting: boolean;
  failed: boolean;
}

/** Tells the sockets of this node what is new in the conversations they show: one reading for all sockets of a conversation. */
export interface Following {
  /** From after this number on; answers how to stop. */
  follow(conversation: string, after: number, send: (frame: ToVisitor) => void): () => void;
  /** Something is new in it. */
  changed(conversation: string): void;
  /** To everybody who shows it, as it is. */
  show(conversation: string, frame: ToVisitor): void;
  /** Looks after places in the queue, when anything has changed since, and after readings that failed. */
  lookAfterPlaces(): void;
  /** The net below: news may have been lost. */
  lookAfterAll(): void;
}

export function createFollowing(desk: Pick<Desk, 'chat'>, failed: (error: unknown) => void): Following {
  const rooms = new Map<string, Room>();
  let isNews = false;

  /** A conversation is read by one at a time, so that nobody is told twice or out of order. */
  async function tell(room: Room): Promise<void> {
    room.again = true;
    if (room.isTelling) return;
    room.isTelling = true;
    try {
      while (room.again && room.followers.size > 0) {
        room.again = false;
        await tellOnce(room);
      }
      room.failed = false;
    } catch (error) {
      room.failed = true;
      failed(error);
    } finally {
      room.isTelling = false;
    }
  }

  async function tellOnce(room: Room): Promise<void> {
    const from = Math.min(...[...room.followers].map(({ seq }) => seq));
    const found = await desk.chat.since(room.conversation, from);
    if (!found) return;
    room.isWaiting = found.state.state === 'waiting';
    if (found.more) room.again = true;
    const state = JSON.stringify(found.state);
    for (const follower of room.followers) {
      // He came meanwhile and knows less than was read.
      if (follower.seq < from) room.again = true;
      else tellOne(room, follower, found, state);
    }
  }

  function tellOne({ conversation }: Room, follower: Follower, found: NonNullable<Awaited<ReturnType<Desk['chat']['since']>>>, state: string): void {
    const messages = found.messages.filter(({ seq }) => seq > follower.seq);
    const isOther = follower.state !== state;
    follower.seq = Math.max(follower.seq, found.seq);
    follower.state = state;
    if (messages.length > 0) {
      const after = follower.told;
      follower.told = follower.seq;
      follower.send({ type: 'messages', conversation, after, seq: follower.seq, messages, state: found.state });
    } else if (isOther) follower.send({ type: 'state', state: found.state });
  }

  return {
    follow(conversation, after, send) {
      const room = rooms.get(conversation) ?? { conversation, followers: new Set(), isTelling: false, again: false, isWaiting: false, failed: false };
      rooms.set(conversation, room);
      const follower: Follower = { seq: after, told: after, state: '', send };
      room.followers.add(follower);
      void tell(room);
      return () => {
        room.followers.delete(follower);
        if (room.followers.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
      };
    },
    changed(conversation) {
      isNews = true;
      const room = rooms.get(conversation);
      if (room) void tell(room);
    },
    show(conversation, frame) {
      for (const { send } of rooms.get(conversation)?.followers ?? []) send(frame);
    },
    lookAfterPlaces() {
      for (const room of rooms.values()) if (room.failed || (isNews && room.isWaiting)) void tell(room);
      isNews = false;
    },
    lookAfterAll() {
      for (const room of rooms.values()) void tell(room);
    },
  };
}
