import type { SaidBody } from '../../../../shared/http/chat';
import type { MessageBody } from '../../../../shared/message';

/** How long after it was said an agent may take a word back, where the channel can. */
export const recallMs = 120_000;

const RECALLED = 'recalled';

/** Stands where the word stood. */
export const recalledBody: MessageBody = { kind: 'event', event: RECALLED };

/** Said in the conversation when a word is taken back, so that whoever follows by number hears of it, whenever he comes. */
export const recalling = (seq: number): MessageBody => ({ kind: 'event', event: RECALLED, detail: String(seq) });

/** The number of the word this one takes back; undefined: none. */
export const recalledSeq = (body: MessageBody | SaidBody): number | undefined =>
  (body.kind === 'event' && body.event === RECALLED && body.detail !== undefined ? Number(body.detail) : undefined);

export const isRecalled = (body: MessageBody | SaidBody): boolean => body.kind === 'event' && body.event === RECALLED && body.detail === undefined;
