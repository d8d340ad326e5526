import { failureOf } from '../../shared/asking/failure';
import type { Asker } from './send';

/** Where a picture or file stands now: at a `blob:` address, or why not. */
export type Fetched = { readonly address: string } | 'failed' | 'gone';

/** Pictures and files of the talks, as addresses that any page may show: they are read with the visitor's token, which no <img> could bring. */
export interface Pictures {
  /** What stands at this path on the server. One that has failed is tried again the next time. */
  read(path: string): Promise<Fetched>;
  /** What he sends himself is known before the server has it. */
  remember(path: string, blob: Blob): void;
  close(): void;
}

export interface PictureParts {
  readonly asker: Asker;
  token(refused: boolean): Promise<string | undefined>;
}

/** Anything else could be a page that runs in the shop's name. */
const harmless = /^image\/(png|jpeg|gif|webp)$/;
const plain = 'application/octet-stream';
/** Milliseconds between looks for one that is on its way from WeCom. */
const pauses = [2_000, 3_000, 5_000, 10_000];

export const createPictures = ({ asker: { fetch, server, timers }, token }: PictureParts): Pictures => {
  const known = new Map<string, Promise<Fetched>>();
  const made: string[] = [];

  const make = (blob: Blob): Fetched => {
    const address = URL.createObjectURL(blob);
    made.push(address);
    return { address };
  };

  const fetchOne = async (path: string, tries = 0, refused = false): Promise<Fetched> => {
    const bearer = await token(refused);
    if (bearer === undefined) return 'failed';
    const response = await fetch(server + path, { headers: { authorization: `Bearer ${bearer}` }, credentials: 'omit' });
    if (response.ok) {
      const blob = await response.blob();
      return make(harmless.test(blob.type) ? blob : new Blob([blob], { type: plain }));
    }
    const { code } = failureOf(response.status, await response.json().catch(() => undefined), '');
    if (code === 'login-needed' && !refused) return fetchOne(path, tries, true);
    if (code === 'file-gone') return 'gone';
    const pause = code === 'file-away' ? pauses[tries] : undefined;
    if (pause === undefined) return 'failed';
    await new Promise<void>((resolve) => void timers.after(pause, resolve));
    return fetchOne(path, tries + 1);
  };

  return {
    read(path) {
      const found = known.get(path) ?? fetchOne(path).catch((): Fetched => 'failed');
      known.set(path, found);
      void found.then((fetched) => {
        if (fetched === 'failed') known.delete(path);
      });
      return found;
    },
    remember: (path, blob) => void known.set(path, Promise.resolve(make(blob))),
    close() {
      for (const address of made.splice(0)) URL.revokeObjectURL(address);
      known.clear();
    },
  };
};
