import type { CannedReply } from '../../../../shared/http/canned-replies';
import type { SharedCanned } from '../../api/canned-replies';

/** A shared canned reply as the form holds it; `group` empty: everybody's. */
export interface CannedForm {
  group: string;
  category: string;
  title: string;
  text: string;
  shortcut: string;
}

export const groupOf = ({ scope }: Pick<CannedReply, 'scope'>): string => (scope.kind === 'group' ? scope.group : '');

export const formOf = (reply: CannedReply | undefined): CannedForm => ({
  group: reply ? groupOf(reply) : '', category: reply?.category ?? '', title: reply?.title ?? '', text: reply?.text ?? '', shortcut: reply?.shortcut ?? '',
});

export function cannedOf({ group, category, title, text, shortcut }: CannedForm): SharedCanned {
  const typed = shortcut.trim().replace(/^\/+/, '');
  return {
    scope: group === '' ? { kind: 'everyone' } : { kind: 'group', group }, category: category.trim(), title: title.trim(), text: text.trim(),
    ...(typed !== '' && { shortcut: typed }),
  };
}

/** Another reply that the same agents would reach by the same shortcut. */
export const sharesShortcut = (mine: SharedCanned, id: string, all: readonly CannedReply[]): CannedReply | undefined =>
  mine.shortcut === undefined ? undefined : all.find((one) => one.id !== id && one.shortcut?.toLowerCase() === mine.shortcut?.toLowerCase() && groupOf(one) === (mine.scope.kind === 'group' ? mine.scope.group : ''));

/** Those whose words hold what is looked for, of one scope (`undefined`: of all). */
export function findCanned(replies: readonly CannedReply[], query: string, scope: string | undefined): CannedReply[] {
  const wanted = query.trim().toLowerCase();
  return replies.filter((one) => (scope === undefined || groupOf(one) === scope)
    && (wanted === '' || [one.title, one.text, one.category, one.shortcut ?? ''].some((text) => text.toLowerCase().includes(wanted))));
}

/** An id as the server wants it: 32 hex digits. */
export const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
