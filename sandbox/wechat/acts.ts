import type { Clock } from '../clock';
import type { Ids } from '../ids';
import type { MediaFile } from '../media';
import type { Sent } from '../pusher';
import type { Fields } from '../render';
import type { WechatSettings } from '../settings';
import type { WechatMessage } from './push';
import type { Line, Visitor, Visitors } from './visitors';
import { afterEnter, afterMessage } from './window';

export type Act = { line: Line | null; msgId: string | null; sent: Sent | null };

/** What a visitor can do in the chat. `sent` is null when nothing is pushed for it. */
export interface VisitorActs {
  /** Enters through a contact button (`sessionFrom` given, maybe '') or by the chat list (null: no event, no allowance). */
  enter(visitor: Visitor, sessionFrom: string | null): Act;
  say(visitor: Visitor, text: string): Act;
  sendImage(visitor: Visitor, file: MediaFile): Act;
  sendCard(visitor: Visitor, card: { title: string; pagePath: string; thumb: MediaFile }): Act;
}

export interface VisitorActsParts {
  settings(): WechatSettings;
  clock: Clock;
  ids: Ids;
  visitors: Visitors;
  /** Address under which a stored picture can be fetched without a token. */
  pictureUrl(mediaId: string): string;
  push(message: WechatMessage): Sent;
}

/** WeChat cuts session-from at 1000 UTF-8 bytes; whether inside a character is a setting. */
export function cutSessionFrom(text: string, bytes: number, at: 'bytes' | 'characters'): string {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= bytes) return text;
  let end = bytes;
  if (at === 'characters') while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.toString('utf8', 0, end);
}

export function createVisitorActs({ settings, clock, ids, visitors, pictureUrl, push }: VisitorActsParts): VisitorActs {
  const head = (visitor: Visitor, MsgType: string): Fields =>
    ({ ToUserName: settings().originalId, FromUserName: visitor.openid, CreateTime: clock.seconds(), MsgType });

  function message(visitor: Visitor, line: Pick<Line, 'kind' | 'content' | 'media'>, extra: Fields): Act {
    const now = clock.now();
    visitor.window = afterMessage(settings(), now);
    visitor.lastActAt = now;
    const shown = visitors.addLine(visitor, { ...line, direction: 'sent' });
    if (visitor.toolUntil > now) return { line: shown, msgId: null, sent: null };
    const msgId = ids.msgId();
    const fields = { ...head(visitor, line.kind), ...extra, MsgId: msgId };
    const sent = push({ openid: visitor.openid, kind: line.kind, msgId, fields: () => fields });
    return { line: shown, msgId: msgId.toString(), sent };
  }

  return {
    enter(visitor, sessionFrom) {
      if (sessionFrom === null) return { line: null, msgId: null, sent: null };
      const now = clock.now();
      const { sessionFromBytes, sessionFromCut } = settings();
      visitor.window = afterEnter(settings(), visitor.window, now);
      visitor.lastActAt = now;
      visitors.changed(visitor);
      const fields = { ...head(visitor, 'event'), Event: 'user_enter_tempsession', SessionFrom: cutSessionFrom(sessionFrom, sessionFromBytes, sessionFromCut) };
      return { line: null, msgId: null, sent: push({ openid: visitor.openid, kind: 'event:user_enter_tempsession', msgId: null, fields: () => fields }) };
    },
    say: (visitor, text) => message(visitor, { kind: 'text', content: text, media: null }, { Content: text }),
    sendImage(visitor, { mediaId }) {
      const url = pictureUrl(mediaId);
      return message(visitor, { kind: 'image', content: '', media: { mediaId, url } }, { PicUrl: url, MediaId: mediaId });
    },
    sendCard(visitor, { title, pagePath, thumb }) {
      const url = pictureUrl(thumb.mediaId);
      return message(visitor, { kind: 'miniprogrampage', content: { title, pagePath }, media: { mediaId: thumb.mediaId, url } },
        { Title: title, AppId: settings().appid, PagePath: pagePath, ThumbUrl: url, ThumbMediaId: thumb.mediaId });
    },
  };
}
