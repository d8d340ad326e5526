import type { Phone } from './phone';
import type { Storage } from './shared-values/asking/storage';
import type { Timers } from './shared-values/asking/timers';

/** How the visitor notices a new answer while the program is open: a short sound and a shake. */
export interface Alerts {
  isOn(): boolean;
  /** Kept on this phone; switching on lets him hear what it is. */
  choose(on: boolean): void;
  /** An answer has come. Several at once ring once. */
  ring(): void;
}

const storageKey = 'zhida.alerts';
/** Made by scripts/make-sound.mjs. */
const sound = '/sounds/answer.wav';
const quietMs = 1500;

/**
 * On until the visitor chooses otherwise. A phone that is muted stays silent, which is WeChat's default. One that cannot play or shake, such as
 * a WeChat before 1.6.0, does without: words never wait for a bell.
 */
export const createAlerts = ({ phone, storage, timers }: { phone: Phone; storage: Storage; timers: Timers }): Alerts => {
  let on = storage.read(storageKey) !== false;
  let last = -Infinity;
  let player: ReturnType<NonNullable<Phone['createInnerAudioContext']>> | undefined;

  const play = (): void => {
    if (player === undefined) {
      player = phone.createInnerAudioContext?.();
      if (player !== undefined) player.src = sound;
    }
    // from the beginning, also where the last one has not ended
    player?.stop();
    player?.play();
  };
  const shake = (): void => {
    // iPhones before the 7 and some Androids know the long one only
    phone.vibrateShort?.({ type: 'medium', fail: () => phone.vibrateLong?.({}) });
  };
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch {
      // nothing here is worth more than the answer that came
    }
  };

  const ring = (): void => {
    if (!on || timers.now() - last < quietMs) return;
    last = timers.now();
    attempt(play);
    attempt(shake);
  };

  return {
    isOn: () => on,
    choose(next) {
      on = next;
      storage.write(storageKey, next);
      ring();
    },
    ring,
  };
};
