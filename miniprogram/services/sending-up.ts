import type { ChatFiles } from './chat-files';
import type { FailureCode } from './shared-values/asking/failure';

/** A picture or file on this phone that is about to be said. */
export interface Attachment {
  readonly kind: 'image' | 'file';
  readonly path: string;
  /** Of a file; '' for a picture. */
  readonly name: string;
}

export interface SendingUp extends Attachment {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly percent: number;
  /** Why it did not arrive; it waits for another try. */
  readonly code?: FailureCode;
}

/** What is on its way up, oldest first. As long as the page stands: WeChat forgets chosen files with the program. */
export interface SendsUp {
  list(): readonly SendingUp[];
  add(attachment: Attachment): void;
  again(id: string): void;
  drop(id: string): void;
}

interface Needs {
  readonly files: ChatFiles;
  readonly now: () => number;
  readonly newId: () => string;
  readonly changed: () => void;
  /** It is there, by the name the server gave it. */
  readonly arrived: (file: string, attachment: Attachment) => void;
}

export const createSendsUp = ({ files, now, newId, changed, arrived }: Needs): SendsUp => {
  let all: readonly SendingUp[] = [];

  const put = (next: readonly SendingUp[]): void => {
    all = next;
    changed();
  };
  const without = (id: string): readonly SendingUp[] => all.filter((one) => one.id !== id);

  const start = async (attachment: SendingUp): Promise<void> => {
    const { id, path } = attachment;
    const sent = await files.sendUp(path, (percent) => put(all.map((one) => (one.id === id ? { ...one, percent } : one))));
    if (!all.some((one) => one.id === id)) return;
    if (!sent.ok) return put(all.map((one) => (one.id === id ? { ...one, code: sent.code } : one)));
    all = without(id);
    arrived(sent.file, attachment);
  };
  const begin = ({ kind, path, name }: Attachment, id: string): void => {
    const one: SendingUp = { kind, path, name, id, at: now(), percent: 0 };
    put([...without(id), one]);
    void start(one);
  };

  return {
    list: () => all,
    add: (attachment) => begin(attachment, newId()),
    again(id) {
      const found = all.find((one) => one.id === id && one.code !== undefined);
      if (found !== undefined) begin(found, id);
    },
    drop: (id) => put(without(id)),
  };
};
