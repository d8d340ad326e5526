import type { Storage } from '../asking/storage';
import type { Timers } from '../asking/timers';
import type { ChatState } from '../../../../shared/frames/visitor';
import type { SaidBody } from '../../../../shared/http/chat';
import type { MessageBody } from '../../../../shared/message';

/** Hears what becomes of a socket, never before `dial` has returned. */
export interface SocketListener {
  opened(): void;
  heard(text: string): void;
  /** Also when it could not be opened at all. */
  closed(code: number): void;
}

/** What a talk needs of the place it runs in: a phone, or a web page. */
export interface TalkParts {
  /** Key of the entry talked by. */
  entry: string;
  /** Opens a socket to `/ws/visitor`. */
  dial(listener: SocketListener): { send(text: string): void; close(): void };
  /** The visitor's token; `refused`: the last one was not taken. Undefined: none to be had now. */
  token(refused: boolean): Promise<string | undefined>;
  /** Another page of the same visitor may share it. Whoever hands it in keeps visitors apart. */
  storage: Storage;
  timers: Timers;
  /** In [0, 1). */
  random(): number;
  /** A client id: 8 to 64 of A-Z, a-z, 0-9, `_` and `-`. */
  newId(): string;
}

/** One line of the talk. `id` stays the same from the moment it is shown, also when an own line gets its number. */
export interface TalkLine {
  readonly id: string;
  /** Absent while it is not acknowledged. */
  readonly conversation?: string;
  readonly seq?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: 'visitor' | 'agent' | 'system';
  /** Which agent. */
  readonly name?: string;
  readonly body: MessageBody | SaidBody;
  readonly sending?: 'waiting' | 'failed';
  /** Why it failed, an error code. */
  readonly code?: string;
}

/** Everything a page shows of a talk. */
export interface TalkView {
  /**
   * `offline`: the line was lost or could not be had; it is tried again without being asked. `elsewhere`: so many pages of his are open that
   * this one, the oldest, was let go; it goes on when it is used again.
   */
  readonly connection: 'connecting' | 'open' | 'offline' | 'elsewhere';
  /** Entering was refused: nobody online, no seats, an unknown entry. `detail`: what the entry offers instead. `start` asks again. */
  readonly refused?: { readonly code: string; readonly message: string; readonly detail?: unknown };
  /** Of the newest conversation: who answers, place, survey, whether it is over. */
  readonly state?: ChatState;
  /** Oldest first, without gaps; own words that are not acknowledged stand at the end. */
  readonly lines: readonly TalkLine[];
  /** Whether there are older words than the first line. */
  readonly earlier: 'none' | 'more' | 'loading';
  /** The agent writes. */
  readonly typing: boolean;
  /** How far the agent has read the newest conversation. */
  readonly readTo: number;
  /** Answers since `seen`. */
  readonly unread: number;
}
