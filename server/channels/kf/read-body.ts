import type { MessageBody } from '../../../shared/message';
import { integerOf, textOf, type JsonRecord } from '../../wechat/answer';
import { isRecord } from '../../wechat/json';
import { storable, whenWhole } from '../../wechat/push-facts';
import { wellFormed } from '../../wechat/text-split';

/** WeCom tells no file's name; these say what it is. */
const FILE_NAMES: Readonly<Record<string, string>> = { voice: '语音.amr', video: '视频.mp4', file: '文件' };
const TITLE = 200;

/** What an item of sync_msg carries, in the object named like its msgtype. What has no place in a message is kept raw. */
export function readBody(item: JsonRecord, raw: string): MessageBody {
  const type = textOf(item, 'msgtype');
  const content = Object.hasOwn(item, type) ? item[type] : undefined;
  return (isRecord(content) ? readContent(type, content) : undefined) ?? unsupported(type, raw);
}

/** Keeps an item as it came. */
export function unsupported(type: string, raw: string): MessageBody {
  return { kind: 'unsupported', type: clean(type, 60), raw: clean(raw, 20_000) };
}

function readContent(type: string, content: JsonRecord): MessageBody | undefined {
  const text = (name: string) => textOf(content, name);
  switch (type) {
    case 'text':
      return typeof content.content === 'string' ? { kind: 'text', text: clean(content.content, 20_000) } : undefined;
    case 'image': {
      const media = whenWhole('mediaId', text('media_id'), 512);
      return media.mediaId === undefined ? undefined : { kind: 'image', ...media };
    }
    case 'voice': case 'video': case 'file': {
      const media = whenWhole('mediaId', text('media_id'), 512);
      return media.mediaId === undefined ? undefined : { kind: 'file', ...media, name: FILE_NAMES[type] ?? type };
    }
    case 'location': {
      const place = [text('name'), text('address'), [text('latitude'), text('longitude')].filter(Boolean).join(', ')].filter(Boolean);
      return place.length === 0 ? undefined : { kind: 'text', text: clean(place.join('\n'), 20_000) };
    }
    case 'link':
      return card([text('title') || text('desc') || text('url')], { ...whenWhole('url', text('url'), 2048), ...whenWhole('image', text('pic_url'), 2048) });
    case 'miniprogram':
      return card([text('title')], { ...whenWhole('path', text('pagepath'), 1024), ...whenWhole('mediaId', text('thumb_media_id'), 512) });
    case 'channels_shop_product':
      return card([text('title'), price(content), text('shop_nickname')], whenWhole('image', text('head_img') || text('head_image'), 2048));
    case 'channels_shop_order':
      return card([text('order_id'), text('product_titles'), text('price_wording'), text('state'), text('shop_nickname')], whenWhole('image', text('image_url'), 2048));
    case 'channels':
      return card([text('nickname'), text('title')], {});
    default:
      return undefined;
  }
}

function card(words: readonly string[], more: Omit<Extract<MessageBody, { kind: 'card' }>, 'kind' | 'title'>): MessageBody | undefined {
  const title = clean(words.filter(Boolean).join(' · '), TITLE);
  return title === '' ? undefined : { kind: 'card', title, ...more };
}

/** WeCom: sales_price is in fen. */
function price(content: JsonRecord): string {
  const fen = integerOf(content, 'sales_price');
  return fen === undefined ? '' : `¥${(fen / 100).toFixed(2)}`;
}

const clean = (text: string, max: number): string => storable(wellFormed(text), max);
