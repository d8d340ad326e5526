import type { Media } from '../media';
import { isObject, objectIn, textIn, utf8Bytes, type Json } from '../reading';
import { checkCard } from './card-rules';
import { newCard } from './card';
import type { MemberLine } from './members';

export type Checked = { ok: true; line: Pick<MemberLine, 'kind' | 'content' | 'media' | 'card'> } | { ok: false; code: number; why?: string };

const TEXT_BYTES = 2048;

/** The first `bytes` UTF-8 bytes, never half a character: WeCom cuts longer texts. */
export function cutText(text: string, bytes: number): string {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.toString('utf8', 0, end);
}

function textcard(part: Json): Checked {
  const [title, description, url, btntxt] = [textIn(part, 'title'), textIn(part, 'description'), textIn(part, 'url'), textIn(part, 'btntxt')];
  if (title === '' || description === '' || url === '') return { ok: false, code: 40063 };
  if (utf8Bytes(title) > 128 || utf8Bytes(description) > 512 || utf8Bytes(url) > 2048) return { ok: false, code: 45002 };
  if ([...btntxt].length > 4) return { ok: false, code: 45002 };
  return { ok: true, line: { kind: 'textcard', content: { title, description, url, btntxt: btntxt || '详情' }, media: null, card: null } };
}

/** What message/send shows, or the error code. Text is cut at 2048 bytes; longer markdown and textcard fields are refused (45002). */
export function checkMessage(body: Json, media: Media, fileUrl: (mediaId: string) => string): Checked {
  const kind = textIn(body, 'msgtype');
  const part = objectIn(body, kind);
  if (!['text', 'textcard', 'markdown', 'image', 'file', 'template_card'].includes(kind)) return { ok: false, code: 40008 };
  if (!isObject(body[kind])) return { ok: false, code: 40063 };
  if (kind === 'textcard') return textcard(part);
  if (kind === 'text' || kind === 'markdown') {
    const content = textIn(part, 'content');
    if (content === '') return { ok: false, code: 44004 };
    if (kind === 'markdown' && utf8Bytes(content) > TEXT_BYTES) return { ok: false, code: 45002 };
    return { ok: true, line: { kind, content: cutText(content, TEXT_BYTES), media: null, card: null } };
  }
  if (kind === 'template_card') {
    const checked = checkCard(part);
    return checked.ok ? { ok: true, line: { kind, content: '', media: null, card: newCard(part) } } : checked;
  }
  const mediaId = textIn(part, 'media_id');
  const file = media.valid(mediaId);
  if (!file) return { ok: false, code: 40007 };
  return { ok: true, line: { kind, content: file.filename, media: { mediaId, url: fileUrl(mediaId) }, card: null } };
}
