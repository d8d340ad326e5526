import type { Media } from '../media';
import { isObject, objectIn, textIn, utf8Bytes, type Json } from '../reading';
import type { Line } from './visitors';

const TEXT_BYTES = 2048;

export type Checked = { ok: true; line: Pick<Line, 'kind' | 'content' | 'media'> } | { ok: false; code: number };

const bad = (code: number): Checked => ({ ok: false, code });

/** What custom/send shows on the phone, or the error code: all fields of a type are required, text holds 2048 UTF-8 bytes. */
export function checkMessage(body: Json, media: Media, pictureUrl: (mediaId: string) => string): Checked {
  const kind = textIn(body, 'msgtype');
  const part = objectIn(body, kind);
  if (!['text', 'image', 'link', 'miniprogrampage'].includes(kind)) return bad(40008);
  if (!isObject(body[kind])) return bad(47001);
  if (kind === 'text') {
    const content = textIn(part, 'content');
    if (content === '') return bad(44004);
    if (utf8Bytes(content) > TEXT_BYTES) return bad(45002);
    return { ok: true, line: { kind, content, media: null } };
  }
  if (kind === 'link') {
    const [title, description, url, thumbUrl] = ['title', 'description', 'url', 'thumb_url'].map((name) => textIn(part, name));
    if (!title || !description || !url || !thumbUrl) return bad(47001);
    return { ok: true, line: { kind, content: { title, description, url, thumbUrl }, media: null } };
  }
  const mediaId = textIn(part, kind === 'image' ? 'media_id' : 'thumb_media_id');
  if (mediaId === '') return bad(41006);
  if (!media.valid(mediaId)) return bad(40007);
  const shown = { mediaId, url: pictureUrl(mediaId) };
  if (kind === 'image') return { ok: true, line: { kind, content: '', media: shown } };
  const [title, pagePath] = [textIn(part, 'title'), textIn(part, 'pagepath')];
  if (!title || !pagePath) return bad(47001);
  return { ok: true, line: { kind, content: { title, pagePath }, media: shown } };
}

/** An escaped ordinary character, which WeChat answers with 40033. Control characters and lone surrogates may be escaped. */
export function hasEscapedText(raw: string): boolean {
  for (const [, slashes = '', hex = ''] of raw.matchAll(/(\\+)u([0-9a-fA-F]{4})/g)) {
    const code = Number.parseInt(hex, 16);
    if (slashes.length % 2 === 1 && code > 0x7f && (code < 0xd800 || code > 0xdfff)) return true;
  }
  return false;
}
