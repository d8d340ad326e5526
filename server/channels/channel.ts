import type { ChannelKind, Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Invitation } from '../../shared/http/visitor';
import type { Identity } from '../../shared/identity';
import type { MessageBody } from '../../shared/message';
import type { Outcome } from '../../shared/outcome';
import type { Push } from '../wechat/push';

/** What a platform's push means to us. Unknown kinds of message are `said` with an `unsupported` body. */
export type Inbound =
  | { kind: 'entered'; key: string; identity: Identity; at: number; ticket: ReadTicket }
  | { kind: 'said'; key: string; identity: Identity; at: number; body: MessageBody }
  | { kind: 'permits'; key: string; identity: Identity; at: number; permits: { template: string; granted: boolean }[] };

/** A ticket as it came back: the entry is honoured always, the visitor only when genuine (signed by us, not expired). */
export interface ReadTicket {
  entry?: string;
  visitor?: string;
  genuine: boolean;
}

/** A message on its way to a visitor. */
export interface ToVisitor {
  identity: Identity;
  body: MessageBody;
  /** Parts already sent by an earlier attempt. */
  progress: number;
  /** Attempts before this one; the wait of a `later` grows with it. Default 0. */
  attempts?: number;
  /** `<a href>` in the text is meant as a link (ops wrote it); otherwise it is shown as typed. */
  linksMeant?: boolean;
  /** Bytes of a file the body names. */
  file?: { bytes: Uint8Array; contentType: string };
}

/** The visitor's road. */
export interface Channel {
  kind: ChannelKind;
  capabilities: readonly ('fetchMedia' | 'typing' | 'notify')[];
  /** What the phone needs before the tap; the same inside a 5-minute slot, so an ETag can match. Cheap: no I/O. */
  invite(entry: Entry, visitor: string, now: number): Invitation;
  /** Tells the platform who answers, where it wants to know. */
  appoint(conversation: Conversation, agent: string): Promise<Outcome>;
  deliver(delivery: ToVisitor): Promise<Outcome>;
  /** How many platform messages a body is. */
  parts(body: MessageBody): number;
  read?(push: Push): Inbound[];
  fetchMedia?(mediaId: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>;
  typing?(identity: Identity): Promise<void>;
  /** A subscribe message: `sent`, or `refused` when the visitor has not allowed it. */
  notify?(identity: Identity, template: string, page: string, data: Record<string, string>): Promise<Outcome>;
}
