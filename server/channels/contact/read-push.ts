import { createHash } from 'node:crypto';
import type { Identity } from '../../../shared/identity';
import type { MessageBody } from '../../../shared/message';
import { fieldRecords, fieldText, type Fields, type Push } from '../../wechat/push';
import type { Inbound } from '../channel';
import type { Tickets } from '../ticket';

export interface PushReader {
  readonly appId: string;
  readonly tickets: Tickets;
  /** Milliseconds since 1970; stands in for a missing CreateTime. */
  readonly now: () => number;
}

const PERMIT_EVENTS = ['subscribe_msg_popup_event', 'subscribe_msg_change_event'];

/**
 * What a push of the mini-program's customer service means. WeChat: messages are repeated with the same MsgId, events with
 * the same FromUserName and CreateTime, so these make the key. Events nobody needs (debug_demo and others) mean nothing.
 */
export function readContactPush(push: Push, { appId, tickets, now }: PushReader): Inbound[] {
  const { fields } = push;
  const openid = fieldText(fields, 'FromUserName');
  const kind = fieldText(fields, 'MsgType');
  // Without a sender nobody can be answered; openids are short and printable.
  if (push.platform !== 'wechat' || !isShort(openid) || kind === '') return [];
  const identity: Identity = { provider: 'wechat', account: appId, subject: openid };
  const created = fieldText(fields, 'CreateTime');
  const isTime = /^[1-9][0-9]{0,10}$/.test(created);
  const base = { identity, at: isTime ? Number(created) * 1000 : now() };
  if (kind !== 'event') {
    const id = fieldText(fields, 'MsgId');
    const key = isShort(id) ? `m:${appId}:${id}` : `m:${appId}:${openid}:${isTime ? created : ''}:${printOf(push)}`;
    return [{ kind: 'said', key, ...base, body: readBody(kind, push) }];
  }

  const event = fieldText(fields, 'Event');
  const key = `e:${appId}:${openid}:${isTime ? created : printOf(push)}:${event}`;
  if (event === 'user_enter_tempsession') return [{ kind: 'entered', key, ...base, ticket: tickets.read(fieldText(fields, 'SessionFrom'), now()) }];
  const permits = PERMIT_EVENTS.includes(event) ? readPermits(fields) : [];
  return permits.length === 0 ? [] : [{ kind: 'permits', key, ...base, permits }];
}

/** A push without a usable MsgId or time is told from others by its content; redeliveries repeat it unchanged. */
function printOf(push: Push): string {
  return createHash('sha256').update(push.raw).digest('hex').slice(0, 32);
}

/** WeChat: emoji come as Unicode or as bracket codes such as [微笑]; both stay as they are. */
function readBody(kind: string, { fields, raw }: Push): MessageBody {
  if (kind === 'text') return { kind, text: cut(fieldText(fields, 'Content'), 20_000) };
  if (kind === 'image') return { kind, ...optional('mediaId', fieldText(fields, 'MediaId'), 512), ...optional('url', fieldText(fields, 'PicUrl'), 2048) };
  if (kind === 'miniprogrampage') {
    return {
      kind: 'card',
      title: cut(fieldText(fields, 'Title'), 200),
      ...optional('path', fieldText(fields, 'PagePath'), 1024),
      ...optional('image', fieldText(fields, 'ThumbUrl'), 2048),
      ...optional('mediaId', fieldText(fields, 'ThumbMediaId'), 512),
    };
  }
  return { kind: 'unsupported', type: cut(kind, 60), raw: cut(raw, 20_000) };
}

/** WeChat: accept, or reject; newer clients say acceptWithAudio and the like. */
function readPermits(fields: Fields): { template: string; granted: boolean }[] {
  return fieldRecords(fields, 'List')
    .map((part) => ({ template: fieldText(part, 'TemplateId'), granted: fieldText(part, 'SubscribeStatusString').startsWith('accept') }))
    .filter(({ template }) => isShort(template));
}

/** An address or id that is too long would be wrong when cut, so it is left out. */
function optional<Name extends string>(name: Name, value: string, max: number): { [key in Name]?: string } {
  const one: { [key in Name]?: string } = {};
  if (value !== '' && value.length <= max && !value.includes('\0')) one[name] = value;
  return one;
}

/** Never leaves half a surrogate pair at the cut; NUL is a character no database of ours takes. */
function cut(text: string, max: number): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return clean.length <= max ? clean : clean.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

function isShort(id: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(id);
}
