import { createSound } from '../../../console/widget/sound';
import { createStorage } from '../../../console/widget/storage';
import { memoryShelf } from './memory-shelf';

/** Of WebAudio what a tone needs. */
const audio = (state: AudioContextState) => {
  const pitches: number[] = [];
  const quiet = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
  const context = {
    state, currentTime: 0, destination: {}, resume: async () => void (context.state = 'running'),
    createGain: () => ({ gain: quiet, connect: () => undefined }),
    createOscillator: () => {
      const frequency = { value: 0 };
      return { frequency, connect: (to: object) => to, start: () => void pitches.push(frequency.value), stop: () => undefined };
    },
  };
  const made: unknown[] = [];
  return { pitches, made, create: () => (made.push(1), context as unknown as AudioContext) };
};

test('nothing sounds before a tap has let it', () => {
  const { create, made, pitches } = audio('running');
  const sound = createSound({ storage: createStorage(undefined, ''), create });
  expect(sound.canRing()).toBe(false);
  sound.ring();
  expect([made, pitches]).toEqual([[], []]);
  sound.unlock();
  sound.unlock();
  expect([sound.canRing(), made.length]).toEqual([true, 1]);
  sound.ring();
  expect(pitches).toHaveLength(2);
});

test('a browser that holds it back is asked to go on at the next tap', async () => {
  const { create } = audio('suspended');
  const sound = createSound({ storage: createStorage(undefined, ''), create });
  sound.unlock();
  await Promise.resolve();
  expect(sound.canRing()).toBe(true);
});

test('who switched it off hears nothing, also on the next page', () => {
  const shelf = memoryShelf();
  const { create } = audio('running');
  createSound({ storage: createStorage(shelf, 'zhida:web:'), create }).choose(false);
  const later = createSound({ storage: createStorage(shelf, 'zhida:web:'), create });
  later.unlock();
  expect([later.isOn(), later.canRing()]).toEqual([false, false]);
});

test('a browser without sound is a quiet one', () => {
  const sound = createSound({ storage: createStorage(undefined, ''), create: () => { throw new Error('NotSupportedError'); } });
  sound.unlock();
  expect(sound.canRing()).toBe(false);
});
