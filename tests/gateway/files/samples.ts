import { Buffer } from 'node:buffer';

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/ /g, ''), 'hex');
const padded = (head: Buffer, size = 64): Buffer => Buffer.concat([head, Buffer.alloc(Math.max(0, size - head.length))]);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** The smallest picture that every browser shows. */
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
export const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
export const JPEG = padded(bytes('ffd8ffe0 00104a46 49460001'));
export const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64');
export const PDF = latin('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

/** An archive that names these parts, as names stand in one. */
export const archive = (...names: string[]): Buffer => Buffer.concat(names.map((name) => Buffer.concat([
  bytes('504b0304 1400 0000 0000 0000 0000 00000000 00000000 00000000'), bytes(name.length.toString(16).padStart(2, '0')), bytes('00 0000'), latin(name),
])));
export const compound = (...streams: string[]): Buffer => padded(Buffer.concat([bytes('d0cf11e0a1b11ae1'), Buffer.alloc(504), ...streams.map(wide)]));
export const media = (brand: string): Buffer => padded(Buffer.concat([bytes('00000020'), latin(`ftyp${brand}`)]));
/** Two frames of 128 kbit/s at 44.1 kHz. */
export const MP3 = Buffer.concat([padded(bytes('fffb9000'), 417), padded(bytes('fffb9000'), 417)]);

/** One multipart form, as a browser writes it. */
export interface Form {
  headers: Record<string, string>;
  payload: Buffer;
}
export function form(content: Buffer | string, { name = 'file', fileName = 'a', type = 'application/octet-stream', more = '' } = {}): Form {
  const boundary = '----zhidaFormBoundary7MA4YWxkTrZu0gW';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n${more.replaceAll('BOUNDARY', boundary)}--${boundary}--\r\n`)]),
  };
}
