import { decrypt, sign } from '../crypto';
import { isObject, objectIn, parseXml, textIn, utf8Bytes, type Json } from '../reading';
import type { WecomSettings } from '../settings';

/** What the application answered in the callback itself. */
export type PassiveReply =
  | { kind: 'none' }
  | { kind: 'text'; content: string }
  | { kind: 'update_button'; replaceName: string }
  | { kind: 'update_template_card'; card: Json }
  | { kind: 'unreadable'; why: string };

const LISTS = new Set(['button_list', 'horizontal_content_list', 'jump_list', 'option_list', 'action_list', 'select_list', 'vertical_content_list']);
const NUMBERS = new Set(['type', 'style', 'desc_color']);

/** `<ButtonList><ReplaceName>` → `{button_list: [{replace_name}]}`: the JSON form of a card written as XML. */
export function cardFromXml(value: unknown, name = ''): unknown {
  if (LISTS.has(name)) return (Array.isArray(value) ? value : [value]).map((item: unknown) => cardFromXml(item));
  if (!isObject(value)) return NUMBERS.has(name) && typeof value === 'string' ? Number(value) : value;
  return Object.fromEntries(Object.entries(value).map(([tag, inner]) => {
    const key = tag.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
    return [key, cardFromXml(inner, key)];
  }));
}

function readMessage(xml: Json): PassiveReply {
  const kind = textIn(xml, 'MsgType');
  if (kind === 'text') {
    const content = textIn(xml, 'Content');
    if (content === '' || utf8Bytes(content) > 2048) return { kind: 'unreadable', why: 'text is empty or longer than 2048 bytes' };
    return { kind, content };
  }
  if (kind === 'update_button') {
    const replaceName = textIn(objectIn(xml, 'Button'), 'ReplaceName');
    return replaceName === '' ? { kind: 'unreadable', why: 'Button.ReplaceName is missing' } : { kind, replaceName };
  }
  if (kind === 'update_template_card') {
    const card = cardFromXml(xml['TemplateCard']);
    return isObject(card) ? { kind, card } : { kind: 'unreadable', why: 'TemplateCard is missing' };
  }
  return { kind: 'unreadable', why: `MsgType ${kind}` };
}

/** Opens an answer to a callback: empty or `success` says nothing; all else must be signed, encrypted and addressed to the member. */
export function readPassiveReply(settings: WecomSettings, userid: string, body: string): PassiveReply {
  if (body === '' || body === 'success') return { kind: 'none' };
  const outer = parseXml(body);
  const [Encrypt, stamp, nonce] = [textIn(outer, 'Encrypt'), textIn(outer, 'TimeStamp'), textIn(outer, 'Nonce')];
  if (Encrypt === '') return { kind: 'unreadable', why: 'not an encrypted envelope' };
  if (sign(settings.token, stamp, nonce, Encrypt) !== textIn(outer, 'MsgSignature')) return { kind: 'unreadable', why: 'wrong MsgSignature' };
  const opened = decrypt(settings.aesKey, Encrypt);
  if (!opened.ok) return { kind: 'unreadable', why: opened.why };
  if (opened.id !== settings.corpId) return { kind: 'unreadable', why: 'another receiveid' };
  const xml = parseXml(opened.message);
  if (!xml) return { kind: 'unreadable', why: 'no XML inside' };
  if (textIn(xml, 'ToUserName') !== userid || textIn(xml, 'FromUserName') !== settings.corpId) return { kind: 'unreadable', why: 'wrong ToUserName or FromUserName' };
  return readMessage(xml);
}
