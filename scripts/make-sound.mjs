import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

export const soundFile = join(root, 'miniprogram/sounds/answer.wav');

/** Enough for tones below 4 kHz, and small: the file travels with the mini-program. */
const rate = 8000;
const seconds = 0.36;
/** Two struck notes, the second a fifth above the first: hertz, start in seconds. */
const notes = [[784, 0], [1175, 0.09]];

/** A struck note fades at once and has a little of its octave in it; -1 to 1. */
const note = (hertz, at) => (at < 0 ? 0 : Math.min(1, at * 400) * Math.exp(-11 * at) * (Math.sin(2 * Math.PI * hertz * at) + 0.25 * Math.sin(4 * Math.PI * hertz * at)));
/** The last 40 ms go down to silence, or the end would click. */
const fade = (at) => Math.min(1, (seconds - at) / 0.04);

/** The sound of a new answer as a WAV file: PCM, 16 bits, one channel. */
export const answerSound = () => {
  const count = Math.round(rate * seconds);
  const wav = Buffer.alloc(44 + 2 * count);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + 2 * count, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(2 * rate, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(2 * count, 40);
  for (let index = 0; index < count; index += 1) {
    const at = index / rate;
    const loud = notes.reduce((sum, [hertz, start]) => sum + note(hertz, at - start), 0) * fade(at);
    wav.writeInt16LE(Math.round(15000 * loud), 44 + 2 * index);
  }
  return wav;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(soundFile), { recursive: true });
  writeFileSync(soundFile, answerSound());
}
