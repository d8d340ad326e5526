import { image, type FileKind } from './file-kind';

const png = image('image/png', 'png');
const jpeg = image('image/jpeg', 'jpg', 'jpeg');
const gif = image('image/gif', 'gif');
const webp = image('image/webp', 'webp');

/** Each begins with its signature and the first header behind it. */
export function pictureKind(content: Buffer): FileKind | undefined {
  if (content.length < 16) return undefined;
  const text = content.toString('latin1', 0, 16);
  if (text.startsWith('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')) return png;
  if (text.startsWith('\xff\xd8\xff') && text.charCodeAt(3) >= 0xc0) return jpeg;
  if (/^GIF8[79]a/.test(text)) return gif;
  if (/^RIFF[^]{4}WEBPVP8[ LX]/.test(text)) return webp;
  return undefined;
}
