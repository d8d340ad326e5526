import type { ChannelKind, Entry } from '../../shared/config/entry';
import type { Invitation } from '../../shared/http/visitor';
import type { Identity } from '../../shared/identity';
import type { MessageBody } from '../../shared/message';
import type { Outcome } from '../../shared/outcome';
import type { Push } from '../wechat/push';

/** What a platform's push means to us. Unknown kinds of message are `said` with an `unsupported` body. */
export type Inbound =
  /** `welcome`: the platform's code for one greeting, soon after `at`. */
  | { kind: 'entered'; key: string; identity: Identity; at: number; ticket: ReadTicket; welcome?: string }
  /** `entry`: where a visitor may talk by several at once (our own chat page), to whom he says it. `upload`: the picture or file is one he sent up before. */
  | { kind: 'said'; key: string; identity: Identity; at: number; body: MessageBody; entry?: string; upload?: string }
  | { kind: 'permits'; key: string; identity: Identity; at: number; permits: { template: string; granted: boolean }[] };

/** What an agent (his id on the platform) or the visitor did in the platform's own client; `notice` is a code for one message to the visitor. */
export type NativeAct =
  | { act: 'said'; agent: string; body: MessageBody }
  | { act: 'picked-up'; agent: string; notice?: string }
  | { act: 'passed-on'; from?: string; agent: string }
  | { act: 'ended'; agent?: string; notice?: string }
  | { act: 'reopened'; agent: string }
  /** Something we do not know: the session is to be read again. */
  | { act: 'changed' }
  /** `message` is the key it was stored by. */
  | { act: 'recalled'; by: 'visitor' | 'agent'; agent?: string; message: string }
  | { act: 'blocked'; on: boolean };

/** What a platform tells whose agents answer in its own client. */
export type Happened =
  | Inbound
  | { kind: 'native'; key: string; identity: Identity; at: number; act: NativeAct }
  /** An agent (his id on the platform) began or stopped receiving. */
  | { kind: 'receiving'; key: string; account: string; at: number; agent: string; receiving: Receiving }
  /** What the platform took from us did not reach the visitor after all. */
  | { kind: 'not-delivered'; key: string; account: string; at: number; delivery: string; why: string };

/** `suspended`: no new visitors, the present ones go on. `unknown` is never there. */
export type Receiving = 'receiving' | 'suspended' | 'stopped' | 'unknown';

/** Where a conversation stands on a platform that assigns people itself. `new`: the visitor has written, nobody handles it yet. */
export type NativeSession = { at: 'new' } | { at: 'desk' } | { at: 'pool' } | { at: 'agent'; agent: string } | { at: 'nobody' };

/** Where it is to stand: with this agent (his id on the platform), held by us, in the platform's own queue, or ended. */
export type Seat = Exclude<NativeSession, { at: 'new' }>;

type NotRead = Extract<Outcome, { kind: 'later' | 'refused' | 'unknown' }>;

/** `refused`: not this agent, try another. `elsewhere`: the session is not where this could be done; as read again. `notice`: a code for one message. */
export type Appointed =
  | { kind: 'sent'; notice?: string }
  | NotRead
  | { kind: 'elsewhere'; session: NativeSession };

/** What the platform keeps for us until we fetch it, oldest first. `id` is unique for ever; `raw` is what `readItem` understands. */
export interface PulledItem {
  id: string;
  raw: string;
}
export type Pulled =
  | { kind: 'pulled'; items: PulledItem[]; cursor: string; more: boolean }
  /** The token is too old: ask again without. */
  | { kind: 'no-token' }
  | NotRead;

export type Read<T> = { kind: 'read'; value: T } | NotRead;

/** Setting up the platform's side, for ops. */
export interface NativeSetup {
  /** `ours`: handed to our application, so that it may be asked and answered for. */
  accounts(): Promise<Read<{ account: string; name: string; ours: boolean }[]>>;
  /** The link that enters this account by this entry; made once, it does not expire. */
  link(account: string, entry: string): Promise<Read<string>>;
  /** Per agent (his id on the platform) a refusal's `why`, or nothing when done or already so. */
  addReceivers(account: string, agents: string[]): Promise<Read<{ agent: string; why?: string }[]>>;
  removeReceivers(account: string, agents: string[]): Promise<Read<{ agent: string; why?: string }[]>>;
}

/** A platform whose agents answer in its own client, and which is asked for what happened. */
export interface NativeDesk {
  /** The push that says there is something to pull, with the token to pull it with; no account: any of them. */
  hint(push: Push): { account?: string; token: string } | undefined;
  pull(account: string, from: { cursor?: string; token?: string }): Promise<Pulled>;
  /** Never throws; kinds nobody knows are `said` with an `unsupported` body, what means nothing to us is nothing. */
  readItem(account: string, item: PulledItem): Happened[];
  session(identity: Identity): Promise<Read<NativeSession>>;
  /** One message by a code that a change of the session gave. A code works once and not for long. */
  notice(code: string, text: string): Promise<Outcome>;
  /** Everybody who may receive on this account, by his id on the platform. */
  receivers(account: string): Promise<Read<{ agent: string; receiving: Receiving }[]>>;
  /** By which button he came last (48 h), for an entering that was lost. */
  lastEntered(identity: Identity): Promise<ReadTicket | undefined>;
  setup: NativeSetup;
}

/** A ticket as it came back: the entry is honoured always, the visitor only when genuine (signed by us, not expired). */
export interface ReadTicket {
  entry?: string;
  visitor?: string;
  genuine: boolean;
}

/** A message on its way to a visitor. */
export interface ToVisitor {
  /** The delivery's, 32 hex characters: where the platform refuses a second copy by id, this makes the id. */
  id?: string;
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
  /** Tells the platform who answers; only where its own screens want to know. The same again does no harm. */
  appoint?(visitor: Identity, seat: Seat): Promise<Appointed>;
  native?: NativeDesk;
  /** The visitor reads here what is stored, so that words have arrived with that; none is brought to him by `deliver`. */
  readsHere?: true;
  deliver(delivery: ToVisitor): Promise<Outcome>;
  /** How many platform messages a body is. */
  parts(body: MessageBody): number;
  read?(push: Push): Inbound[];
  fetchMedia?(mediaId: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>;
  typing?(identity: Identity): Promise<void>;
  /** A subscribe message: `sent`, or `refused` when the visitor has not allowed it. */
  notify?(identity: Identity, template: string, page: string, data: Record<string, string>): Promise<Outcome>;
}
