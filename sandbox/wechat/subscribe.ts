import type { Fields } from '../render';
import { objectIn, textIn } from '../reading';
import { OK } from './errors';
import { fieldFits } from './subscribe-fields';
import type { Visitor } from './visitors';
import type { WechatCall, WechatWorld } from './world';

const WRAPPER = {
  subscribe_msg_popup_event: 'SubscribeMsgPopupEvent',
  subscribe_msg_change_event: 'SubscribeMsgChangeEvent',
  subscribe_msg_sent_event: 'SubscribeMsgSentEvent',
} as const;

/** Pushes a subscribe event with its quirks: CreateTime is text in JSON, `List` is an object when single, and XML wraps the list. */
export function pushSubscribeEvent(world: WechatWorld, visitor: Visitor, event: keyof typeof WRAPPER, list: Fields[]) {
  const ToUserName = world.settings().originalId;
  const seconds = world.clock.seconds();
  const single = list.length === 1 ? list[0] : undefined;
  return world.push({
    openid: visitor.openid, kind: `event:${event}`, msgId: null,
    fields: (format) => {
      const head = { ToUserName, FromUserName: visitor.openid, CreateTime: format === 'json' ? String(seconds) : seconds, MsgType: 'event', Event: event };
      return format === 'json' ? { ...head, List: single ?? list } : { ...head, [WRAPPER[event]]: { List: list } };
    },
  });
}

/** The visitor answered the subscribe dialog. Each accept is a permit for one message. */
export function answerPopup(world: WechatWorld, visitor: Visitor, choices: Record<string, 'accept' | 'reject'>) {
  const list = Object.entries(choices).map(([TemplateId, choice]) => {
    visitor.permits.set(TemplateId, (visitor.permits.get(TemplateId) ?? 0) + (choice === 'accept' ? 1 : 0));
    return { TemplateId, SubscribeStatusString: choice, PopupScene: '1' };
  });
  return pushSubscribeEvent(world, visitor, 'subscribe_msg_popup_event', list);
}

/** The visitor turned a template off in WeChat's own menu: all its permits are gone. */
export function turnOff(world: WechatWorld, visitor: Visitor, templateId: string) {
  visitor.permits.set(templateId, 0);
  return pushSubscribeEvent(world, visitor, 'subscribe_msg_change_event', [{ TemplateId: templateId, SubscribeStatusString: 'reject' }]);
}

/** `message/subscribe/send`: one permit, one message, no window needed. */
export function sendSubscribe(world: WechatWorld, { body, fail }: WechatCall): object {
  const visitor = world.visitors.find(textIn(body, 'touser'));
  if (!visitor) return fail(40003);
  const templateId = textIn(body, 'template_id');
  const { templates, pages } = world.settings();
  const template = templates.find(({ id }) => id === templateId);
  const permits = visitor.permits.get(templateId);
  if (!template && permits === undefined) return fail(40037);
  if (!['developer', 'trial', 'formal'].includes(textIn(body, 'miniprogram_state'))) return fail(47003, 'miniprogram_state invalid');
  if (!['zh_CN', 'en_US', 'zh_HK', 'zh_TW'].includes(textIn(body, 'lang'))) return fail(47003, 'lang invalid');
  const page = textIn(body, 'page').split('?')[0] ?? '';
  if (page !== '' && pages.length > 0 && !pages.includes(page)) return fail(41030);
  const data = objectIn(body, 'data');
  const shown: Record<string, string> = {};
  for (const name of template?.fields ?? Object.keys(data)) {
    const value = textIn(data[name], 'value');
    if (!fieldFits(name, value)) return fail(47003, `data.${name}.value invalid`);
    shown[name] = value;
  }
  if (!permits) return fail(43101);
  visitor.permits.set(templateId, permits - 1);
  const content = { templateId, page: textIn(body, 'page'), ...shown };
  world.visitors.addLine(visitor, { direction: 'received', kind: 'subscribe', content, media: null });
  world.ledger.accept({ platform: 'wechat', api: 'subscribe/send', to: visitor.openid, kind: 'subscribe', content, shown: true, why: null });
  const MsgID = world.ids.msgId();
  pushSubscribeEvent(world, visitor, 'subscribe_msg_sent_event', [{ TemplateId: templateId, MsgID: MsgID.toString(), ErrorCode: '0', ErrorStatus: 'success' }]);
  return OK;
}
