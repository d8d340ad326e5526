import type { SaidBody } from '../../shared/http/chat';

/** The product or order the visitor comes from. He may send it to the agent. */
export type BroughtCard = Extract<SaidBody, { kind: 'card' }>;

/** What the merchant's server says about the visitor, signed; see `SignedFacts` of the contract. */
export interface BroughtFacts {
  readonly payload: string;
  readonly signature: string;
}

/** What a merchant's page hands over when it opens one of ours. */
export interface Brought {
  readonly card?: BroughtCard;
  readonly facts?: BroughtFacts;
}

/** Addresses of pages are no place for more. */
const longestQuery = 8192;

const member = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** `undefined`: not there; `false`: something that no card may have. */
const textOf = (value: unknown, most: number, form: RegExp): string | undefined | false => {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' && value.length <= most && form.test(value) && !value.includes('\0') ? value : false;
};

/**
 * A card as the server takes it, of a value a merchant wrote: `title`, and one or more of `text`, `path` (a page of this mini-program), `url`
 * and `image` (https). One wrong field and there is no card: half a card would only be noticed by the visitor.
 */
export const cardOf = (value: unknown): BroughtCard | undefined => {
  const written = member(value, 'path');
  const path = textOf(typeof written === 'string' && written !== '' && !written.startsWith('/') ? `/${written}` : written, 1024, /^\//);
  const title = textOf(member(value, 'title'), 200, /\S/);
  const text = textOf(member(value, 'text'), 200, /\S/);
  const url = textOf(member(value, 'url'), 2048, /^https?:\/\//);
  const image = textOf(member(value, 'image'), 2048, /^https:\/\//);
  if (title === undefined || title === false || text === false || path === false || url === false || image === false) return undefined;
  return { kind: 'card', title, ...(text !== undefined && { text }), ...(path !== undefined && { path }), ...(url !== undefined && { url }), ...(image !== undefined && { image }) };
};

export const factsOf = (value: unknown): BroughtFacts | undefined => {
  const payload = textOf(member(value, 'payload'), 4096, /^[\w+/-]+={0,2}$/);
  const signature = textOf(member(value, 'signature'), 128, /^[0-9a-f]+$/i);
  return payload && signature ? { payload, signature } : undefined;
};

/** WeChat hands query values on as they were written; who routes pages himself may have decoded them. */
const jsonOf = (written: unknown): unknown => {
  if (typeof written !== 'string' || written.length > longestQuery) return undefined;
  try {
    return JSON.parse(written.startsWith('{') ? written : decodeURIComponent(written));
  } catch {
    return undefined;
  }
};

/** Out of the query a page was opened with: `card` and `facts`, each `encodeURIComponent(JSON.stringify(…))`. What is not right is not there. */
export const broughtBy = (query: { readonly card?: string | undefined; readonly facts?: string | undefined }): Brought => {
  const card = cardOf(jsonOf(query.card));
  const facts = factsOf(jsonOf(query.facts));
  return { ...(card !== undefined && { card }), ...(facts !== undefined && { facts }) };
};

/** The same card on the way to another of our pages; facts need not go along, they were handed on. */
export const withCard = (page: string, card: BroughtCard | undefined): string => {
  if (card === undefined) return page;
  const written = encodeURIComponent(JSON.stringify(card));
  return written.length > longestQuery ? page : `${page}&card=${written}`;
};
