import { textIn } from '../reading';
import { OK } from './errors';
import { checkMessage } from './send-rules';
import type { WechatCall, WechatWorld } from './world';
import { spend } from './window';

const TYPING_MS = 15_000;
const INTERACTION_MS = 30_000;

/** `message/custom/send`: window and count are spent only when everything else is right. */
export function sendCustom(world: WechatWorld, { body, fail }: WechatCall): object {
  const visitor = world.visitors.find(textIn(body, 'touser'));
  if (!visitor) return fail(40003);
  const checked = checkMessage(body, world.media, world.pictureUrl);
  if (!checked.ok) return fail(checked.code);
  if (visitor.blocked) return fail(43019);
  const spent = spend(visitor.window, world.clock.now());
  if (!spent.ok) return fail(spent.code);
  visitor.window = spent.window;
  visitor.typingUntil = -Infinity;
  const { kind, content, media } = world.visitors.addLine(visitor, { ...checked.line, direction: 'received' });
  world.ledger.accept({ platform: 'wechat', api: 'custom/send', to: visitor.openid, kind, content: media ? { content, media } : content, shown: true, why: null });
  return OK;
}

/** `message/custom/typing`: needs an open window and an act of the visitor within 30 s; lasts 15 s. */
export function sendTyping(world: WechatWorld, { body, fail }: WechatCall): object {
  const now = world.clock.now();
  const visitor = world.visitors.find(textIn(body, 'touser'));
  if (!visitor) return fail(40003);
  const command = textIn(body, 'command');
  if (command !== 'Typing' && command !== 'CancelTyping') return fail(45072);
  if (!visitor.window || visitor.window.expiresAt <= now) return fail(45015);
  if (command === 'Typing' && now - visitor.lastActAt > INTERACTION_MS) return fail(45080);
  if (command === 'Typing' && visitor.typingUntil > now) return fail(45081);
  visitor.typingUntil = command === 'Typing' ? now + TYPING_MS : -Infinity;
  world.visitors.changed(visitor);
  return OK;
}

/** The `/business/` variants demand a `businessid`; this mini-program has no sub-merchants, so any given one is wrong. */
export function needsBusiness({ body, fail }: WechatCall): object {
  return fail(textIn(body, 'businessid') === '' ? 40101 : 40097);
}
