import type { MessageBody } from '../../../shared/message';
import { fieldText, type Push } from '../../wechat/push';
import { isPlainId, pushPrint, pushSeconds, storable, whenWhole } from '../../wechat/push-facts';
import type { AgentAction } from '../agent-channel';
import { isMenuItem } from './agent-menu';
import { readButtonKey } from './button-key';

/**
 * What a member did in WeCom. WeCom repeats messages with the same MsgId, events with the same FromUserName and CreateTime;
 * 微信客服 pushes (kf_msg_or_event) come by the same address, name no member and are read elsewhere.
 */
export function readMemberPush(push: Push, corpId: string, now: () => number): AgentAction[] {
  const { fields } = push;
  const address = fieldText(fields, 'FromUserName');
  const kind = fieldText(fields, 'MsgType');
  if (push.platform !== 'wecom' || !isPlainId(address) || kind === '') return [];
  const seconds = pushSeconds(push);
  const by = { address, at: seconds === undefined ? now() : seconds * 1000 };
  if (kind !== 'event') {
    const id = fieldText(fields, 'MsgId');
    const key = isPlainId(id) ? `m:${corpId}:${id}` : `m:${corpId}:${address}:${seconds ?? ''}:${pushPrint(push)}`;
    return [{ kind: 'said', key, ...by, body: readBody(kind, push) }];
  }

  const about = `e:${corpId}:${address}:${seconds ?? pushPrint(push)}`;
  const eventKey = fieldText(fields, 'EventKey');
  switch (fieldText(fields, 'Event')) {
    case 'template_card_event':
      return readTap(push, about, by, eventKey);
    case 'click':
      return isMenuItem(eventKey) ? [{ kind: 'menu', key: `${about}:click:${eventKey}`, ...by, item: eventKey }] : [];
    case 'enter_agent':
      return [{ kind: 'opened', key: `${about}:enter_agent`, ...by }];
    default:
      return [];
  }
}

function readTap(push: Push, about: string, by: { address: string; at: number }, eventKey: string): AgentAction[] {
  const meaning = readButtonKey(eventKey);
  if (meaning === undefined) return [];
  const card = fieldText(push.fields, 'TaskId');
  const responseCode = fieldText(push.fields, 'ResponseCode');
  return [{
    kind: 'tapped', key: `${about}:${isPlainId(card) ? card : ''}:${eventKey}`, ...by, ...meaning,
    ...(isPlainId(card) && { card }), ...whenWhole('responseCode', responseCode, 1024),
  }];
}

function readBody(kind: string, { fields, raw }: Push): MessageBody {
  if (kind === 'text') return { kind, text: storable(fieldText(fields, 'Content'), 20_000) };
  if (kind === 'image') return { kind, ...whenWhole('mediaId', fieldText(fields, 'MediaId'), 512), ...whenWhole('url', fieldText(fields, 'PicUrl'), 2048) };
  return { kind: 'unsupported', type: storable(kind, 60), raw: storable(raw, 20_000) };
}
