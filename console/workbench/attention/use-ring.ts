import { defineStore } from 'pinia';
import { ref } from 'vue';
import { createSound } from '../../widget/sound';
import { createTabs } from '../../widget/tabs';
import { storage, timers } from '../this-browser';

/** The sound of something new, at most one in a few seconds over all his pages; browsers allow it only after a first tap or key. */
export const useRing = defineStore('ring', () => {
  const sound = createSound({ storage, create: () => new AudioContext() });
  const tabs = createTabs({ locks: navigator.locks, after: timers.after });
  const isOn = ref(sound.isOn());
  for (const act of ['pointerdown', 'keydown'] as const) addEventListener(act, () => sound.unlock(), { passive: true });

  return {
    isOn,
    choose(on: boolean): void {
      isOn.value = on;
      sound.choose(on);
    },
    listen(): void {
      sound.unlock();
      sound.ring();
    },
    ring(): void {
      if (sound.canRing()) tabs.once('ring', sound.ring);
    },
    /** Acts in one of his pages only. */
    once: tabs.once,
  };
});
