import type { Storage } from '../../shared/asking/storage';

export interface Sound {
  isOn(): boolean;
  choose(on: boolean): void;
  /** Browsers let a page sound only after a tap or a key; call it then. */
  unlock(): void;
  canRing(): boolean;
  ring(): void;
}

const storageKey = 'sound';
/** Hz and seconds: two soft tones, the second higher. */
const tones = [{ pitch: 784, from: 0 }, { pitch: 1047, from: 0.12 }] as const;
const lasts = 0.35;
const loudness = 0.08;

/** A tone that swells for a moment and fades. */
const play = (context: AudioContext, pitch: number, at: number): void => {
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + lasts);
  voice.connect(volume).connect(context.destination);
  voice.start(at);
  voice.stop(at + lasts);
};

/** A sign for new answers, made by the browser itself; on until the visitor switches it off here. */
export const createSound = ({ storage, create }: { storage: Storage; create: () => AudioContext }): Sound => {
  let context: AudioContext | undefined;
  const isOn = (): boolean => storage.read(storageKey) !== 'off';
  return {
    isOn,
    choose: (on) => storage.write(storageKey, on ? 'on' : 'off'),
    unlock() {
      try {
        context ??= create();
        if (context.state === 'suspended') void context.resume().catch(() => undefined);
      } catch {
        // a browser without sound
      }
    },
    canRing: () => isOn() && context?.state === 'running',
    ring() {
      if (context === undefined) return;
      for (const { pitch, from } of tones) play(context, pitch, context.currentTime + from);
    },
  };
};
