import { createHash, randomBytes } from 'node:crypto';

const RANDOM = 10;
/** Fetched at once, since each call to the system's generator costs more than all the rest of an id. */
const IN_STOCK = 400;

/** Ids: 32 lower-case hex characters that grow with time: 48 bits of milliseconds (`now`, since 1970), 80 random bits. */
export function createNewId(now: () => number): () => string {
  let stock = randomBytes(RANDOM * IN_STOCK);
  let at = 0;
  let ms = 0;
  let time = '';
  return () => {
    if (at === stock.length) {
      stock = randomBytes(RANDOM * IN_STOCK);
      at = 0;
    }
    const current = now();
    // Written once for all ids of the same millisecond: such large numbers are slow to write.
    if (current !== ms) {
      ms = current;
      time = ms.toString(16).padStart(12, '0');
    }
    return time + stock.toString('hex', at, (at += RANDOM));
  };
}

/** The same id for the same key. */
export const idFor = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
