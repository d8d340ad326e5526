import type { Asker } from './send';

/** Pictures and files of the talks, as addresses that any page may show: they are read with the visitor's token, which no <img> could bring. */
export interface Pictures {
  /** A `blob:` address for what stands at this path on the server; undefined when it cannot be had. */
  address(path: string): Promise<string | undefined>;
  /** What he sends himself is known before the server has it. */
  remember(path: string, blob: Blob): string;
  close(): void;
}

/** Anything else could be a page that runs in the shop's name. */
const harmless = /^image\/(png|jpeg|gif|webp)$/;
const plain = 'application/octet-stream';

export const createPictures = ({ asker: { fetch, server }, token }: { asker: Pick<Asker, 'fetch' | 'server'>; token(): Promise<string | undefined> }): Pictures => {
  const known = new Map<string, Promise<string | undefined>>();
  const made: string[] = [];

  const make = (blob: Blob): string => {
    const address = URL.createObjectURL(blob);
    made.push(address);
    return address;
  };

  const read = async (path: string): Promise<string | undefined> => {
    const bearer = await token();
    if (bearer === undefined) return undefined;
    const response = await fetch(server + path, { headers: { authorization: `Bearer ${bearer}` }, credentials: 'omit' });
    if (!response.ok) return undefined;
    const blob = await response.blob();
    return make(harmless.test(blob.type) ? blob : new Blob([blob], { type: plain }));
  };

  return {
    address(path) {
      const found = known.get(path) ?? read(path).catch(() => undefined);
      known.set(path, found);
      // one that failed may be asked for again
      void found.then((address) => {
        if (address === undefined) known.delete(path);
      });
      return found;
    },
    remember(path, blob) {
      const address = make(blob);
      known.set(path, Promise.resolve(address));
      return address;
    },
    close() {
      for (const address of made.splice(0)) URL.revokeObjectURL(address);
      known.clear();
    },
  };
};
