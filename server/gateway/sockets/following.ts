import type { ToVisitor } from '../../../shared/frames/visitor';
import type { ChatHearer } from '../../desk/chat';
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
  /** How it stood when it was read last, where words alone do not change that. */
  stood?: { standing: string; state: Since['state']; text: string };
}

type Since = NonNullable<Awaited<ReturnType<Desk['chat']['since']>>>;
type News = Parameters<ChatHearer['changed']>[0];
type Fresh = Parameters<NonNullable<ChatHearer['fresh']>>[0];

/** Tells the sockets of this node what is new in the conversations they show: one reading for all sockets of a conversation, none for words of this node. */
export interface Following {
  /** From after this number on; answers how to stop. */
  follow(conversation: string, after: number, send: (frame: ToVisitor) => void): () => void;
  /** Something is new in a conversation. */
  changed(news: News): void;
  /** Words stored on this node: whoever has all before them is told at the end of this turn. */
  fresh(words: Fresh): void;
  /** To everybody who shows it, as it is. */
  show(conversation: string, frame: ToVisitor): void;
  /** Looks after places in the queue, when anything has changed since, and after readings that failed. */
  lookAfterPlaces(): void;
  /** The net below, since news may have been lost: looks after one part of all conversations, the next one each time. */
  lookAfterPart(parts: number): Promise<void>;
}

export function createFollowing(desk: Pick<Desk, 'chat'>, failed: (error: unknown) => void): Following {
  const rooms = new Map<string, Room>();
  let isNews = false;
  let told: { fresh: Fresh[]; news: News[] } | undefined;
  let round = rooms.values();

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
    const { state, standing } = found;
    room.isWaiting = state.state === 'waiting';
    if (found.more) room.again = true;
    const text = JSON.stringify(state);
    if (standing === undefined) delete room.stood;
    else room.stood = { standing, state, text };
    for (const follower of room.followers) {
      // He came meanwhile and knows less than was read.
      if (follower.seq < from) room.again = true;
      else tellOne(room, follower, found, text);
    }
  }

  function tellOne({ conversation }: Room, follower: Follower, found: Pick<Since, 'messages' | 'seq' | 'state'>, text: string): void {
    const messages = found.messages.filter(({ seq }) => seq > follower.seq);
    const isOther = follower.state !== text;
    follower.seq = Math.max(follower.seq, found.seq);
    follower.state = text;
    if (messages.length > 0) {
      const after = follower.told;
      follower.told = follower.seq;
      follower.send({ type: 'messages', conversation, after, seq: follower.seq, messages, state: found.state });
    } else if (isOther) follower.send({ type: 'state', state: found.state });
  }

  /** What is handed on here must follow on what each has, and nothing else may have changed: all else is read, when the news comes. */
  function handOn({ conversation, seq, standing, message }: Fresh): void {
    const room = rooms.get(conversation);
    if (room?.stood?.standing !== standing) return;
    const { state, text } = room.stood;
    for (const follower of room.followers) {
      if (follower.seq === seq - 1) tellOne(room, follower, { messages: message ? [message] : [], seq, state }, text);
    }
  }

  const hasAll = ({ stood, followers }: Room, words: { seq: number; standing?: string } | undefined): boolean =>
    words?.standing !== undefined && stood?.standing === words.standing && [...followers].every(({ seq }) => seq >= words.seq);

  /** What this turn of the event loop brought; an acknowledgement goes out before its own words come back. */
  function soon(): NonNullable<typeof told> {
    if (told) return told;
    const turn = (told = { fresh: [], news: [] });
    setImmediate(() => {
      told = undefined;
      turn.fresh.forEach(handOn);
      for (const { conversation, words } of turn.news) {
        const room = rooms.get(conversation);
        if (room && !hasAll(room, words)) void tell(room);
      }
    });
    return turn;
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
    changed(news) {
      isNews = true;
      if (rooms.has(news.conversation)) soon().news.push(news);
    },
    fresh(words) {
      if (rooms.has(words.conversation)) soon().fresh.push(words);
    },
    show(conversation, frame) {
      for (const { send } of rooms.get(conversation)?.followers ?? []) send(frame);
    },
    lookAfterPlaces() {
      for (const room of rooms.values()) if (room.failed || (isNews && room.isWaiting)) void tell(room);
      isNews = false;
    },
    async lookAfterPart(parts) {
      const part: Room[] = [];
      for (let left = Math.ceil(rooms.size / parts); left > 0; left -= 1) {
        const { value, done } = round.next();
        if (done) round = rooms.values();
        else part.push(value);
      }
      if (part.length === 0) return;
      const heads = new Map((await desk.chat.heads(part.map(({ conversation }) => conversation))).map((head) => [head.conversation, head]));
      for (const room of part) if (!hasAll(room, heads.get(room.conversation))) void tell(room);
    },
  };
}
