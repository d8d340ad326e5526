import type { Identity } from '../../../shared/identity';
import type { MessageBody } from '../../../shared/message';
import { fieldRecords, fieldText, type Fields, type Push } from '../../wechat/push';
import { isPlainId, pushPrint, pushSeconds, storable, whenWhole } from '../../wechat/push-facts';
import type { Inbound } from '../channel';
import type { Tickets } from '../ticket';

export interface PushReader {
  readonly appId: string;
  readonly tickets: Tickets;
  /** Milliseconds since 1970; stands in for a missing CreateTime. */
  readonly now: () => number;
}

const ASKED = 'subscribe_msg_popup_event';
const CHANGED = 'subscribe_msg_change_event';

/**
 * What a push of the mini-program's customer service means. WeChat: messages are repeated with the same MsgId, events with
 * the same FromUserName and CreateTime, so these make the key. Events nobody needs (debug_demo and others) mean nothing.
 */
export function readContactPush(push: Push, { appId, tickets, now }: PushReader): Inbound[] {
  const { fields } = push;
  const openid = fieldText(fields, 'FromUserName');
  const kind = fieldText(fields, 'MsgType');
  // Without a sender nobody can be answered; openids are short and printable.
  if (push.platform !== 'wechat' || !isPlainId(openid) || kind === '') return [];
  const identity: Identity = { provider: 'wechat', account: appId, subject: openid };
  const seconds = pushSeconds(push);
  const base = { identity, at: seconds === undefined ? now() : seconds * 1000 };
  if (kind !== 'event') {
    const id = fieldText(fields, 'MsgId');
    const key = isPlainId(id) ? `m:${appId}:${id}` : `m:${appId}:${openid}:${seconds ?? ''}:${pushPrint(push)}`;
    return [{ kind: 'said', key, ...base, body: readBody(kind, push) }];
  }

  const event = fieldText(fields, 'Event');
  const key = `e:${appId}:${openid}:${seconds ?? pushPrint(push)}:${event}`;
  if (event === 'user_enter_tempsession') return [{ kind: 'entered', key, ...base, ticket: tickets.read(fieldText(fields, 'SessionFrom'), now()) }];
  // WeChat: an accept is good for one message without time limit, so a later no in the dialog takes none back; switching off does.
  const permits = event === ASKED ? readPermits(fields).filter(({ granted }) => granted) : event === CHANGED ? readPermits(fields) : [];
  return permits.length === 0 ? [] : [{ kind: 'permits', key, ...base, permits }];
}

/** WeChat: emoji come as Unicode or as bracket codes such as [微笑]; both stay as they are. */
function readBody(kind: string, { fields, raw }: Push): MessageBody {
  if (kind === 'text') return { kind, text: storable(fieldText(fields, 'Content'), 20_000) };
  if (kind === 'image') return { kind, ...whenWhole('mediaId', fieldText(fields, 'MediaId'), 512), ...whenWhole('url', fieldText(fields, 'PicUrl'), 2048) };
  if (kind === 'miniprogrampage') {
    return {
      kind: 'card',
      title: storable(fieldText(fields, 'Title'), 200),
      ...whenWhole('path', fieldText(fields, 'PagePath'), 1024),
      ...whenWhole('image', fieldText(fields, 'ThumbUrl'), 2048),
      ...whenWhole('mediaId', fieldText(fields, 'ThumbMediaId'), 512),
    };
  }
  return { kind: 'unsupported', type: storable(kind, 60), raw: storable(raw, 20_000) };
}

/** WeChat: accept, or reject; newer clients say acceptWithAudio and the like. */
function readPermits(fields: Fields): { template: string; granted: boolean }[] {
  return fieldRecords(fields, 'List')
    .map((part) => ({ template: fieldText(part, 'TemplateId'), granted: fieldText(part, 'SubscribeStatusString').startsWith('accept') }))
    .filter(({ template }) => isPlainId(template));
}
