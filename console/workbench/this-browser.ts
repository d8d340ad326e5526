import type { Timers } from '../../shared/asking/timers';
import { createDial } from '../widget/dial';
import { randomText } from '../widget/random';
import { createStorage, shelfOf } from '../widget/storage';

/** What the workbench takes from the browser it runs in. */

export const timers: Timers = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Outlives the page, where the browser keeps anything. */
export const storage = createStorage(shelfOf(() => localStorage), 'zhida.workbench.');

/** For one act or one message: the same again is the same act. */
export const newId = (): string => randomText((bytes) => void crypto.getRandomValues(bytes), 16);

/** For something that is kept under this name, as the server's own ids look. */
export const newHexId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A name of this browser that stays: the server counts him as here while one of his browsers answers. */
export function deviceOf(): string {
  const kept = storage.read('device');
  if (typeof kept === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(kept)) return kept;
  const made = newId();
  storage.write('device', made);
  return made;
}

/** A socket to the server this page came from. */
export const dial = createDial(location.origin, '/ws/agent', WebSocket);
