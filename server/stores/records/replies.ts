import type { Conversation } from '../../../shared/conversation';
import type { Message, MessageBody } from '../../../shared/message';
import type { Act } from './agents';
import type { Announce, NewDelivery } from './delivery';

export interface Reply {
  /** The client's id for this send; the same id again returns the first result. */
  key: string;
  conversation: string;
  /** Who sends; must be the owner unless `anyOwner` (supervisor). System texts and notes have none or their writer. */
  agent?: string;
  anyOwner?: boolean;
  /** It was said on the platform already, so it is kept whoever has the conversation, and also when that is over. */
  saidThere?: boolean;
  from: 'agent' | 'system' | 'note';
  newMessage: string;
  body: MessageBody;
  /** The name of the agent's upload that the body, an image or a file, is of: it is used up, and the store puts in what it holds. */
  upload?: string;
  now: number;
  deliveries: NewDelivery[];
  /** The visitor reads it where it is stored: it has arrived, and no delivery tells of it. */
  arrived?: boolean;
  /** Does not send when the visitor's allowance left is under this. */
  needsAllowance?: number;
  announce?: Announce;
  /** On our own page, where words wait to be read: when to look whether they were. */
  lookAt?: number;
  /** It asks the visitor how it was. */
  asksSurvey?: true;
  /** One known already stores nothing and is answered `unknown`. */
  act?: Act;
}

export type Replied =
  | { kind: 'stored'; message: Message; conversation: Conversation }
  | { kind: 'duplicate'; message: Message; conversation: Conversation }
  | { kind: 'not-owner'; conversation: Conversation }
  | { kind: 'closed'; conversation: Conversation }
  /** Ops or a supervisor took the agent off. */
  | { kind: 'forced-offline'; by: string }
  | { kind: 'no-allowance'; conversation: Conversation; left: number; until: number }
  /** He has no such upload (any more): nothing was stored. */
  | { kind: 'upload-unknown' }
  | { kind: 'unknown' };

/** An agent takes back what he said not longer than `withinMs` ago. */
export interface Recall {
  conversation: string;
  seq: number;
  agent: string;
  now: number;
  withinMs: number;
  /** For the word that says so. */
  newMessage: string;
}

/** One that was taken back already is answered as it was. */
export type Recalled = { kind: 'recalled'; message: Message; conversation: Conversation } | { kind: 'unknown' | 'not-his' | 'too-late' };
