import { file, type FileKind } from './file-kind';

const mp3 = file('audio/mpeg', 'mp3');
const wav = file('audio/wav', 'wav');
const amr = file('audio/amr', 'amr');
const m4a = file('audio/mp4', 'm4a');
const mp4 = file('video/mp4', 'mp4', 'm4v');
const mov = file('video/quicktime', 'mov');
const threeGp = file('video/3gpp', '3gp');

/** The first brand of an ISO media file. */
const BRANDS: readonly [brand: RegExp, kind: FileKind][] = [
  [/^M4A |^M4B /, m4a], [/^qt {2}/, mov], [/^3g[a-z\d]{2}/, threeGp], [/^(iso[m2-9]|mp4[12]|mp71|avc1|dash|M4V |MSNV)/, mp4],
];

/** Sound and video. */
export function soundKind(content: Buffer): FileKind | undefined {
  const text = content.toString('latin1', 0, 16);
  if (/^RIFF[^]{4}WAVE/.test(text)) return wav;
  if (text.startsWith('#!AMR\n')) return amr;
  if (text.slice(4, 8) === 'ftyp') return BRANDS.find(([brand]) => brand.test(text.slice(8, 12)))?.[1];
  // ID3: a version below 255, then a size in bytes below 128.
  if (/^ID3[^\xff]{2}[^][\0-\x7f]{4}/.test(text)) return mp3;
  const length = frameLength(content, 0);
  return length !== undefined && frameLength(content, length) !== undefined ? mp3 : undefined;
}

const RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;
const LOW_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const;
const SAMPLES = [44_100, 48_000, 32_000] as const;

/** Bytes of an MPEG layer III frame; undefined where none begins. Two bytes alone would fit anything, so its neighbour is asked for, too. */
function frameLength(content: Buffer, at: number): number | undefined {
  if (content.length < at + 4 || content.readUInt16BE(at) < 0xffe0) return undefined;
  const [second = 0, third = 0] = [content[at + 1], content[at + 2]];
  const version = (second >> 3) & 3;
  const isFirst = version === 3;
  const rate = (isFirst ? RATES : LOW_RATES)[third >> 4];
  const samples = SAMPLES[(third >> 2) & 3];
  if (((second >> 1) & 3) !== 1 || version === 1 || !rate || samples === undefined) return undefined;
  const hertz = samples / ({ 0: 4, 2: 2, 3: 1 }[version] ?? 1);
  return Math.floor(((isFirst ? 144 : 72) * rate * 1000) / hertz) + ((third >> 1) & 1);
}
