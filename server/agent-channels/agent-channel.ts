import type { MessageBody } from '../../shared/message';
import type { Outcome } from '../../shared/outcome';
import type { Push } from '../wechat/push';
import type { Directory } from './directory';

/** A tap on a card's button, coded into at most 1024 bytes of its key. */
export interface CardButton {
  text: string;
  /** `primary` stands out, `danger` warns. */
  look: 'primary' | 'plain' | 'danger';
  action: CardAction;
  conversation?: string;
  /** The agent a transfer goes to. */
  to?: string;
}
export type CardAction = 'reply' | 'transfer' | 'transfer-to' | 'accept-transfer' | 'decline-transfer' | 'end' | 'take' | 'online' | 'resume' | 'resend';

/** One thing told to an agent where he is reached outside the workbench. */
export type Piece =
  /** `id`: two texts with one id are the same message, sent again. */
  | { form: 'text'; text: string; id?: string }
  | { form: 'image'; bytes: Uint8Array; contentType: string }
  | { form: 'file'; bytes: Uint8Array; contentType: string; name: string }
  /** `id` is unique per application ([0-9A-Za-z_@-], at most 128 bytes). */
  | { form: 'card'; id: string; title: string; subtitle?: string; text?: string; lines: { name: string; value: string }[]; buttons: CardButton[] };

export type Told = Outcome & { responseCode?: string };

/** What an agent did where he is reached. `agent` is his address there (WeCom userid). */
export type AgentAction =
  | { kind: 'said'; key: string; address: string; at: number; body: MessageBody }
  | { kind: 'tapped'; key: string; address: string; at: number; action: CardAction; conversation?: string; to?: string; card?: string; responseCode?: string }
  | { kind: 'menu'; key: string; address: string; at: number; item: 'online' | 'away' | 'mine' }
  | { kind: 'opened'; key: string; address: string; at: number };

/** How an agent is reached and speaks when no workbench is open. */
export interface AgentChannel {
  kind: 'wecom-app';
  /** Texts longer than the platform takes must be split before (`split`). The wait of a `later` grows with the `attempts` before this one. */
  tell(address: string, piece: Piece, attempts?: number): Promise<Told>;
  /** Whether a piece that may have arrived `agoMs` ago may be told again, since the platform shows it once. */
  repeatable(piece: Piece, agoMs: number): boolean;
  /** Marks a card as done, with what became of it in a few words (at most 10 characters on the button). */
  update(address: string, responseCode: string, words: string): Promise<Outcome>;
  read(push: Push): AgentAction[];
  fetchMedia(mediaId: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>;
  /** Cuts a text into pieces the platform takes whole. */
  split(text: string): string[];
  /** Platform messages one member may get per minute before the platform drops them silently. */
  perMinute: number;
  /** Who could be an agent; absent where nobody can be asked. */
  directory?: Directory;
}
