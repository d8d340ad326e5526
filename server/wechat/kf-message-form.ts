import type { JsonRecord } from './answer';
import { cutToBytes, wellFormed } from './text-split';

/** What kf/send_msg takes. Texts over WeCom's limits (UTF-8 bytes) are cut; ids and addresses that are too long are not sent at all. */
export type KfMessage =
  /** At most 2048 bytes; pieces are `splitText`'s matter. */
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'image' | 'voice' | 'video' | 'file'; readonly mediaId: string }
  | { readonly kind: 'link'; readonly title: string; readonly desc?: string; readonly url: string; readonly thumbMediaId: string }
  /** The thumb is about 520×416; the mini-program must be linked to the corp (90207). */
  | { readonly kind: 'miniprogram'; readonly appid: string; readonly title: string; readonly pagePath: string; readonly thumbMediaId: string }
  | { readonly kind: 'menu'; readonly head?: string; readonly items: readonly KfMenuItem[]; readonly tail?: string }
  | { readonly kind: 'location'; readonly name?: string; readonly address?: string; readonly latitude: number; readonly longitude: number }
  /** One per customer in 48 h (95025). */
  | { readonly kind: 'business-card'; readonly userid: string }
  /** A link of 获客助手. */
  | { readonly kind: 'ca-link'; readonly url: string };

/** A tapped `click` comes back as a text with its content, and its id as `menu_id`. */
export type KfMenuItem =
  | { readonly kind: 'click'; readonly id: string; readonly content: string }
  | { readonly kind: 'view'; readonly url: string; readonly content: string }
  | { readonly kind: 'miniprogram'; readonly appid: string; readonly pagePath: string; readonly content: string }
  | { readonly kind: 'text'; readonly content: string };

/** WeCom: 50 items, of which 10 may be tapped; the rest is left out. */
const MOST_ITEMS = 50;
const MOST_TAPPED = 10;

/** `msgtype` and the object of that name; undefined for what WeCom would refuse and what a cut would make wrong. */
export function kfMessageForm(message: KfMessage): JsonRecord | undefined {
  const form = contentOf(message);
  return form === undefined ? undefined : { msgtype: form.type, [form.type]: form.content };
}

function contentOf(message: KfMessage): { type: string; content: JsonRecord } | undefined {
  switch (message.kind) {
    case 'text':
      return { type: 'text', content: { content: cut(message.content, 2048) } };
    case 'image': case 'voice': case 'video': case 'file':
      return { type: message.kind, content: { media_id: message.mediaId } };
    case 'link': {
      if (!within(message.url, 2048)) return undefined;
      const desc = message.desc === undefined ? {} : { desc: cut(message.desc, 512) };
      return { type: 'link', content: { title: cut(message.title, 128), ...desc, url: message.url, thumb_media_id: message.thumbMediaId } };
    }
    case 'miniprogram': {
      const { appid, title, pagePath, thumbMediaId } = message;
      return { type: 'miniprogram', content: { appid, title: cut(title, 64), thumb_media_id: thumbMediaId, pagepath: htmlPath(pagePath) } };
    }
    case 'menu': {
      const { head, tail } = message;
      const list = firstItems(message.items).map(menuItem);
      if (list.includes(undefined)) return undefined;
      return { type: 'msgmenu', content: { ...(head && { head_content: cut(head, 1024) }), list, ...(tail && { tail_content: cut(tail, 1024) }) } };
    }
    case 'location': {
      const { name, address, latitude, longitude } = message;
      return { type: 'location', content: { ...(name && { name: wellFormed(name) }), ...(address && { address: wellFormed(address) }), latitude, longitude } };
    }
    case 'business-card':
      return { type: 'business_card', content: { userid: message.userid } };
    case 'ca-link':
      return { type: 'ca_link', content: { link_url: message.url } };
  }
}

function firstItems(items: readonly KfMenuItem[]): readonly KfMenuItem[] {
  let tapped = 0;
  return items.filter((item) => item.kind === 'text' || (tapped += 1) <= MOST_TAPPED).slice(0, MOST_ITEMS);
}

function menuItem(item: KfMenuItem): JsonRecord | undefined {
  switch (item.kind) {
    case 'click':
      return within(item.id, 128) ? { type: 'click', click: { id: item.id, content: cut(item.content, 128) } } : undefined;
    case 'view':
      return within(item.url, 2048) ? { type: 'view', view: { url: item.url, content: cut(item.content, 1024) } } : undefined;
    case 'miniprogram': {
      const pagepath = htmlPath(item.pagePath);
      if (!within(item.appid, 32) || !within(pagepath, 1024)) return undefined;
      return { type: 'miniprogram', miniprogram: { appid: item.appid, pagepath, content: cut(item.content, 1024) } };
    }
    case 'text':
      return { type: 'text', text: { content: cut(item.content, 256) } };
  }
}

/** WeCom: the path must end in .html, else WeChat says that there is no such page; a query stays behind it. */
function htmlPath(path: string): string {
  const [page = '', ...query] = path.replace(/^\/+/, '').split('?');
  const html = page.endsWith('.html') ? page : `${page}.html`;
  return [html, ...query].join('?');
}

const cut = (text: string, maxBytes: number): string => cutToBytes(wellFormed(text), maxBytes);
const within = (text: string, maxBytes: number): boolean => text !== '' && Buffer.byteLength(text, 'utf8') <= maxBytes;
