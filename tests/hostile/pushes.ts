import { encrypt, sign } from '../../sandbox/crypto';
import { HUSH, later } from './conform';
import type { Draw } from './draw';
import { spoil, spoilText } from './spoil';

/** A platform's secrets as they stand in its console. */
export interface PlatformKeys {
  path: string;
  token: string;
  aesKey: string;
  receiver: string;
}

const TYPES = ['text', 'image', 'voice', 'miniprogrampage', 'location', 'event', 'strange'] as const;
const EVENTS = [
  'user_enter_tempsession', 'subscribe_msg_popup_event', 'subscribe_msg_change_event', 'subscribe_msg_sent_event', 'debug_demo', 'template_card_event', 'click', 'enter_agent',
  'kf_msg_or_event', 'subscribe', 'LOCATION',
] as const;
const TAPS = ['online', 'away', 'mine', 'reply|', 'transfer|', 'end|', 'take|', 'resume', 'resend|', 'accept-transfer|', 'decline-transfer|', 'transfer-to|'] as const;

/** What a platform says, before anything is wrong with it. */
export function pushFields(platform: 'wechat' | 'wecom', draw: Draw): Record<string, unknown> {
  const type = draw.one(TYPES);
  const event = draw.one(EVENTS);
  const conversation = later('conversations', draw.whole(0, 30));
  const tap = draw.one(TAPS);
  const all: Record<string, unknown> = {
    ToUserName: 'gh_1', FromUserName: platform === 'wechat' ? later('openids', draw.whole(0, 9)) : draw.one(['li', 'wang', 'chen', 'nobody']),
    CreateTime: draw.chance(85) ? later('!seconds') : draw.whole(0, 2_000_000_000), MsgType: type, MsgId: String(24_000_000_000_000_000 + draw.whole(0, 3_000)),
  };
  const more: Record<(typeof TYPES)[number], Record<string, unknown>> = {
    text: { Content: `${HUSH}${draw.whole(0, 999)} ${draw.one(['你好', '#1', '转接', '结束', '上线', '😀[微笑]', ' ', '\ud83d', '\ude00x'])}` },
    image: { PicUrl: `http://127.0.0.1:9/${HUSH}.png`, MediaId: `${HUSH}-media` },
    voice: { MediaId: 'm', Format: 'amr', Recognition: `${HUSH} 语音` },
    miniprogrampage: { Title: `${HUSH} 卡片`, AppId: 'wx1', PagePath: 'pages/index', ThumbUrl: 'http://127.0.0.1:9/t', ThumbMediaId: 't' },
    location: { Location_X: '23.1', Location_Y: '113.2', Scale: '20', Label: `${HUSH} 地点` },
    event: {
      Event: event, SessionFrom: draw.chance(70) ? later('ticket') : 'vip', EventKey: tap.endsWith('|') ? `${tap}${conversation}${draw.chance(30) ? '|chen' : ''}` : tap,
      TaskId: `task-${draw.whole(0, 9)}`, ResponseCode: `${HUSH}-code`, CardType: 'button_interaction',
      List: [{ TemplateId: 'template-1', SubscribeStatusString: draw.one(['accept', 'reject', '']), PopupScene: '0' }],
      SelectedItems: { SelectedItem: { QuestionKey: 'q', OptionIds: { OptionId: 'o' } } }, Token: 'kf-token', OpenKfId: 'wk1',
    },
    strange: { Anything: `${HUSH} 其他`, Inner: { Deeper: { Deepest: '1' } } },
  };
  return { ...all, ...more[type] };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** As the platforms write XML; what is no text becomes elements as well as it can. */
export function xmlOf(value: unknown, name: string, cdata: boolean): string {
  if (Array.isArray(value)) return value.map((one) => xmlOf(one, name, cdata)).join('');
  const tag = /^[A-Za-z_][\w.-]*$/.test(name) ? name : 'x';
  const inside = typeof value === 'object' && value !== null
    ? Object.entries(value).map(([inner, one]) => xmlOf(one, inner, cdata)).join('')
    : cdata ? `<![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escaped(String(value));
  return `<${tag}>${inside}</${tag}>`;
}

const NASTY = [
  '<!DOCTYPE xml [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><xml><MsgType>&b;</MsgType></xml>', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml/>', '<xml>'.repeat(3_000), '<xml><a></b></xml>', '<xml a="1" a="2"/>', '<?xml version="1.0"?>',
  '<xml>&#0;&#x110000;&unknown;</xml>', '<xml><__proto__><admin>1</admin></__proto__><constructor/></xml>', '{"__proto__":{"MsgType":"text"}}', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`, '', ' ', '\u0000', '{}', '[]', 'null',
] as const;

/** A push in one of the platforms' two forms, spoiled more often than not. */
export function pushText(platform: 'wechat' | 'wecom', draw: Draw): { text: string; plain: boolean } {
  if (draw.chance(8)) return { text: draw.one(NASTY), plain: false };
  const fields = pushFields(platform, draw);
  const plain = draw.chance(40);
  const said = plain ? fields : spoil(fields, draw);
  const text = platform === 'wecom' || draw.chance(50) ? xmlOf(said, 'xml', draw.chance(70)) : JSON.stringify(said);
  return !plain && draw.chance(15) ? { text: spoilText(text, draw), plain } : { text, plain };
}

/** The request by which a platform delivers a text: signed and encrypted with the real keys. */
export function seal(keys: PlatformKeys, text: string, seconds: number, nonce: string): { url: string; payload: string } {
  const timestamp = String(seconds);
  const encrypted = encrypt(keys.aesKey, keys.receiver, text, Buffer.alloc(16, nonce.length));
  const query = new URLSearchParams({
    timestamp, nonce, signature: sign(keys.token, timestamp, nonce), msg_signature: sign(keys.token, timestamp, nonce, encrypted), encrypt_type: 'aes',
  });
  const payload = text.startsWith('{') ? JSON.stringify({ ToUserName: 'x', Encrypt: encrypted }) : `<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  return { url: `${keys.path}?${query.toString()}`, payload: keys.path.endsWith('wecom') && payload.startsWith('{') ? `<xml><Encrypt>${encrypted}</Encrypt></xml>` : payload };
}

/** The address check, rightly signed. */
export function addressCheck(keys: PlatformKeys, echo: string, seconds: number): string {
  const timestamp = String(seconds);
  const sealed = keys.path.endsWith('wecom') ? encrypt(keys.aesKey, keys.receiver, echo, Buffer.alloc(16, 1)) : echo;
  return `${keys.path}?${new URLSearchParams({ timestamp, nonce: 'n', echostr: sealed, signature: sign(keys.token, timestamp, 'n'), msg_signature: sign(keys.token, timestamp, 'n', sealed) }).toString()}`;
}
