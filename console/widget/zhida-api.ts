import type { EntriesState } from '../../shared/asking/entries';
import { inLanguage } from '../../shared/asking/language';
import type { EntryState } from '../../shared/http/visitor';
import { complain } from './complain';
import type { EventName, Events } from './events';
import { isIdentity } from './identity';
import type { Shell } from './shell';

/** An entry as the merchant's page may show it. */
export interface EntryInfo {
  readonly key: string;
  readonly label: string;
  readonly state: EntryState['kind'];
  /** Who answers or stands in, in polite words. */
  readonly words: string;
}

/** `window.Zhida`: all that a page may do with the widget. */
export interface ZhidaApi {
  /** Opens the panel, by an entry or where the visitor was. */
  open(entry?: string): void;
  close(): void;
  /** Signs the visitor in as the merchant's own user; resolves with whether the server believed it. */
  identify(identity: { payload: string; signature: string }): Promise<boolean>;
  on: Events['on'];
  /** The site's entries as they stand now; empty when they cannot be had. */
  entries(): Promise<readonly EntryInfo[]>;
}

const names: readonly EventName[] = ['unread', 'open', 'close'];

export const createApi = (shell: Shell): ZhidaApi => {
  const infos = (state: EntriesState): readonly EntryInfo[] =>
    state.phase !== 'ready' ? [] : state.answer.entries.map(({ key, label, state: { kind, words } }) => ({ key, label: inLanguage(label, shell.language()), state: kind, words: inLanguage(words, shell.language()) }));

  return Object.freeze<ZhidaApi>({
    open: (entry) => shell.open(typeof entry === 'string' && entry !== '' ? entry : undefined),
    close: shell.close,
    async identify(identity) {
      if (isIdentity(identity)) return shell.identify({ payload: identity.payload, signature: identity.signature });
      complain('Zhida.identify needs { payload, signature } as your server signed them.');
      return false;
    },
    on(name, listener) {
      if (names.includes(name)) return shell.on(name, listener);
      complain(`Zhida.on knows ${names.join(', ')}.`);
      return () => undefined;
    },
    async entries() {
      const { entries } = shell.visit();
      await entries.retry();
      return infos(entries.state());
    },
  });
};
