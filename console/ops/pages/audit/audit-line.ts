import type { Say } from '../../../frame/language';
import type { Audit } from '../../api/audits';
import type { auditWords } from './audit-words';

type Word = keyof typeof auditWords;
type SayAudit = Say<typeof auditWords>;

/** Kinds that can be looked for; each is what an object's name begins with. */
export const auditKinds = ['entry', 'agent', 'group', 'hours', 'site', 'text', 'settings', 'config', 'staff', 'webhook', 'canned-reply', 'kf-account', 'visitor', 'conversation', 'delivery'] as const;

/** What stands for a kind in a query: alone where there is only one of it. */
export const objectQuery = (kind: string): string | undefined => (kind === '' ? undefined : kind === 'settings' || kind === 'config' ? kind : `${kind}:`);

/** A table with all its names, to look a name up that came from the server. */
const wordFor = (prefix: 'a' | 'k', name: string, known: object): Word | undefined => {
  const word = `${prefix}-${name}`;
  const isWord = (key: string): key is Word => Object.hasOwn(known, key);
  return isWord(word) ? word : undefined;
};

/** What was done to what; a word this page does not know stands as it is. */
export function actOf({ action, object }: Pick<Audit, 'action' | 'object'>, say: SayAudit, known: object): { did: string; kind: string; name: string } {
  const [kind = '', name = ''] = object.split(/:(.*)/s);
  const [did, noun] = [wordFor('a', action, known), wordFor('k', kind, known)];
  return { did: did ? say(did) : action, kind: noun ? say(noun) : kind, name };
}

const DAY_MS = 86_400_000;

/** Days as a date field has them, as the query's half-open span in the browser's time zone. */
export function spanOf(from: string, to: string): { from?: number; to?: number } {
  const start = from === '' ? undefined : new Date(`${from}T00:00`).getTime();
  const last = to === '' ? undefined : new Date(`${to}T00:00`).getTime();
  return { ...(start !== undefined && !Number.isNaN(start) && { from: start }), ...(last !== undefined && !Number.isNaN(last) && { to: last + DAY_MS }) };
}

/** What was recorded, laid out for reading. */
export function rawDetail(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    return detail;
  }
}
