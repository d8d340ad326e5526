import type { ChannelKind } from '../../../shared/config/entry';
import type { Conversation } from '../../../shared/conversation';
import type { Identity } from '../../../shared/identity';
import type { Message, MessageBody } from '../../../shared/message';
import type { Announce } from './delivery';

/** How a conversation is to be opened if there is none: all an entry's terms that later steps need, frozen at opening. */
export interface Terms {
  entry: string;
  channel: ChannelKind;
  account: string;
  priority: number;
  ageingSeconds: number;
  silentSeconds: number;
  idleMinutes: number;
}

/** An allowance a visitor's act grants: `count` platform messages for `seconds`; never added up, the larger and longer counts. */
export interface Allowance {
  count: number;
  seconds: number;
}

/** `visitor`: found by identity or made with `newVisitor`. Key: the once-only key of the event (WeChat: openid + CreateTime + Event). */
export interface Entering {
  key: string;
  identity: Identity;
  newVisitor: string;
  newConversation: string;
  newMessage: string;
  /** For telling the former owner of a re-chosen conversation. */
  newDelivery: string;
  terms: Terms;
  /** One open conversation per this scope: contact: visitor and mini-program; kf: account and customer; chat: visitor and entry. */
  scope: 'account' | 'entry';
  /** The platform's time of the event (ms); an older event than the last one seen changes nothing. */
  at: number;
  now: number;
  allowance?: Allowance;
  announce?: Announce;
}

export type Entered =
  | { kind: 'opened' | 'same' | 'duplicate' | 'stale'; conversation: Conversation }
  /** The visitor chose another button: released from `former` and waiting for the new entry's ladder. */
  | { kind: 'rechosen'; conversation: Conversation; former?: string; formerEntry: string };

export interface Inbound {
  key: string;
  identity: Identity;
  newVisitor: string;
  newConversation: string;
  newMessage: string;
  newDelivery: string;
  body: MessageBody;
  /** The name of his upload that the body, an image or a file, is of: it is used up, and the store puts in what it holds. */
  upload?: string;
  /** Terms to open one with. Left out at first, since almost every message finds its conversation open. */
  terms?: Terms;
  /** `chat` names the entry it belongs to; elsewhere the open conversation is the only one. */
  entry?: string;
  scope: 'account' | 'entry';
  channel: ChannelKind;
  at: number;
  now: number;
  allowance?: Allowance;
  announce?: Announce;
}

/**
 * `left` conversations become waiting again by a visitor's word. `opened`: no conversation was open; `first`: he had said nothing
 * in it yet; `toSend`: something waits in the outbox because of it.
 */
export type Received =
  | { kind: 'stored'; opened: boolean; first: boolean; toSend: boolean; conversation: Conversation; message: Message }
  | { kind: 'duplicate'; conversation: Conversation; message: Message }
  /** He has no such upload (any more): nothing was stored. */
  | { kind: 'upload-unknown' }
  /** None is open and no terms were given: nothing was stored; the caller asks again with terms. */
  | { kind: 'needs-terms'; visitor?: string; lastEntry?: { entry: string; at: number } };
