import type { ChatFiles } from './chat-files';
import type { Timers } from './shared-values/asking/timers';
import { chatFilePath } from './shared-values/chat-files';
import type { TalkLine } from './shared-values/talk/parts';

/** Where the picture of a line lies on this phone: `path`, or that it is on its way, or could not be fetched. */
export type Picture = { readonly path: string } | 'loading' | 'failed' | 'gone';

/** Pictures of a chat, fetched once each when they are first shown. */
export interface Pictures {
  of(line: TalkLine): Picture;
  /** One that could not be fetched is tried again. */
  again(line: TalkLine): void;
  /** One of his own need not be fetched. */
  keep(line: string, path: string): void;
}

/** Milliseconds between looks for one that is on its way from WeCom; after the last it has failed. */
const pauses = [2_000, 3_000, 5_000, 10_000];

export const createPictures = ({ files, timers, changed }: { files: ChatFiles; timers: Timers; changed: () => void }): Pictures => {
  const known = new Map<string, Picture>();

  const fetch = (id: string, path: string, tries = 0): void => {
    known.set(id, 'loading');
    void files.fetch(path).then((fetched) => {
      const pause = !fetched.ok && fetched.at === 'away' ? pauses[tries] : undefined;
      if (pause !== undefined) return void timers.after(pause, () => fetch(id, path, tries + 1));
      known.set(id, fetched.ok ? { path: fetched.path } : fetched.at === 'gone' ? 'gone' : 'failed');
      changed();
    });
  };

  return {
    of({ id, conversation, seq, body }) {
      const found = known.get(id);
      if (found !== undefined) return found;
      if ('gone' in body && body.gone === true) return 'gone';
      // not acknowledged yet, and from an earlier run of the program
      if (conversation === undefined || seq === undefined) return 'loading';
      fetch(id, chatFilePath(conversation, seq));
      return 'loading';
    },
    again({ id, conversation, seq }) {
      if (known.get(id) !== 'failed' || conversation === undefined || seq === undefined) return;
      fetch(id, chatFilePath(conversation, seq));
      changed();
    },
    keep: (id, path) => void known.set(id, { path }),
  };
};
