import type { Message } from '../../../shared/message';
import { recalledSeq } from '../../../shared/talk/recall';
import type { Outgoing } from '../composer/outgoing';
import type { ReplyBody } from './talk-api';

/** One bubble. Own words that are not stored yet have no number. */
export interface SaidItem {
  readonly kind: 'said';
  readonly id: string;
  readonly at: number;
  readonly from: 'visitor' | 'agent' | 'note';
  /** Who of the agents. */
  readonly agent?: string;
  readonly body: Message['body'] | ReplyBody;
  /** First of a run of one person: his name stands above it. */
  readonly isFirst: boolean;
  readonly isRecalled: boolean;
  readonly message?: Message;
  readonly outgoing?: Outgoing;
}

/** What stands in a conversation, from top to bottom. */
export type TalkItem =
  | { readonly kind: 'day'; readonly id: string; readonly at: number }
  /** Where what he has not read yet begins. */
  | { readonly kind: 'new'; readonly id: string }
  /** Something that happened. */
  | { readonly kind: 'event'; readonly id: string; readonly at: number; readonly event: string; readonly detail?: string }
  /** A text the desk said by itself. */
  | { readonly kind: 'automatic'; readonly id: string; readonly at: number; readonly text: string }
  | SaidItem;

export interface TalkItemsFrom {
  messages: readonly Message[];
  /** Of this conversation. */
  outgoing: readonly Outgoing[];
  /** Who looks at it. */
  me: string;
  nameOf(conversation: string, seq: number): string | undefined;
  /** Everything after it is new to him; absent: no line. */
  newAfter?: number;
}

/** Words of one person that follow so closely belong together. */
const runMs = 180_000;
const dayOf = (at: number): string => new Date(at).toDateString();

/** Own words that the line has told already, while their answer is still on its way. */
function isEchoed({ body, isNote, afterSeq, state }: Outgoing, messages: readonly Message[], me: string): boolean {
  return state !== 'failed' && body.kind === 'text' && messages.some(({ seq, from, agent, body: told }) =>
    seq > afterSeq && agent === me && from === (isNote ? 'note' : 'agent') && told.kind === 'text' && told.text === body.text);
}

type Bare = Omit<SaidItem, 'kind' | 'isFirst'>;

function together(before: TalkItem | undefined, { from, agent, at }: Bare): boolean {
  return before?.kind === 'said' && before.from === from && before.agent === agent && at - before.at < runMs;
}

function bareOf(message: Message, id: string): Bare | undefined {
  const { at, from, agent, body } = message;
  if (from === 'system') return undefined;
  return { id, at, from, body, isRecalled: message.recalledAt !== undefined, message, ...(agent !== undefined && { agent }) };
}

/** The items of a conversation: days between, runs together, own words that are still going out at the end. */
export function talkItems({ messages, outgoing, me, nameOf, newAfter }: TalkItemsFrom): readonly TalkItem[] {
  const items: TalkItem[] = [];
  let day = '';
  let isNewShown = newAfter === undefined;

  function begin(at: number, id: string): void {
    if (dayOf(at) !== day) items.push({ kind: 'day', id: `day ${id}`, at });
    day = dayOf(at);
  }
  function add(bare: Bare): void {
    begin(bare.at, bare.id);
    items.push({ kind: 'said', isFirst: !together(items.at(-1), bare), ...bare });
  }

  for (const message of messages) {
    const { conversation, seq, at, body } = message;
    const id = nameOf(conversation, seq) ?? `${conversation} ${seq}`;
    if (!isNewShown && seq > (newAfter ?? 0) && message.from === 'visitor') {
      begin(at, id);
      items.push({ kind: 'new', id: 'new' });
      isNewShown = true;
    }
    const bare = bareOf(message, id);
    if (bare) add(bare);
    // The word itself says that it was taken back.
    else if (recalledSeq(body) === undefined) {
      begin(at, id);
      if (body.kind === 'event') items.push({ kind: 'event', id, at, event: body.event, ...(body.detail !== undefined && { detail: body.detail }) });
      else if (body.kind === 'text') items.push({ kind: 'automatic', id, at, text: body.text });
    }
  }
  for (const one of outgoing) {
    if (!isEchoed(one, messages, me)) add({ id: one.id, at: one.at, from: one.isNote ? 'note' : 'agent', agent: me, body: one.body, isRecalled: false, outgoing: one });
  }
  return items;
}
