/**
 * The detail of `bindcontact`, when the visitor comes back by tapping the card in WeChat's chat. Written by hand: WeChat's typings leave out
 * `path` and `query`, and phones have been seen to send both empty.
 */
export interface CardReturn {
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** The entry the card names, or '' when it names none. */
export const entryOfCard = (detail: CardReturn | undefined): string => {
  const named: unknown = detail?.query?.['e'];
  if (typeof named === 'string' && named !== '') return named;
  const path: unknown = detail?.path ?? '';
  const found = typeof path === 'string' ? /pages\/entry\/index(?:\.html)?\?(?:.*&)?e=([a-z0-9_-]+)/.exec(path) : null;
  return found?.[1] ?? '';
};

/** The page of a card that names no entry: a merchant's own; '' when it names none. */
export const pageOfCard = (detail: CardReturn | undefined): string => {
  const path: unknown = detail?.path;
  if (typeof path !== 'string' || path === '' || entryOfCard(detail) !== '') return '';
  const query = Object.entries(detail?.query ?? {}).map(([name, value]) => `${name}=${value}`).join('&');
  return `${path.startsWith('/') ? '' : '/'}${path}${query === '' || path.includes('?') ? '' : `?${query}`}`;
};
