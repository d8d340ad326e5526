import { isObject, textIn, utf8Bytes } from '../reading';
import { OK } from './errors';
import type { WecomCall, WecomWorld } from './world';

const PER_MINUTE = 20;
const MOST_BYTES: Readonly<Record<string, number>> = { text: 2048, markdown: 4096 };
const KINDS = ['text', 'markdown', 'image', 'news', 'file', 'template_card'];

/** `webhook/send`: no token, the key is the secret; 20 messages a minute. */
export function sendByRobot(world: WecomWorld, { query, body, fail }: WecomCall): object {
  if (textIn(query, 'key') !== world.settings().robotKey) return fail(93000);
  const kind = textIn(body, 'msgtype');
  const part = body[kind];
  if (!KINDS.includes(kind) || !isObject(part)) return fail(40008);
  const content = textIn(part, 'content');
  const most = MOST_BYTES[kind];
  if (most !== undefined && content === '') return fail(44004);
  if (most !== undefined && utf8Bytes(content) > most) return fail(45002);
  const now = world.clock.now();
  if (world.robot.filter(({ at }) => at > now - 60_000).length >= PER_MINUTE) return fail(45009);
  world.robot.push({ id: world.ids.next('r'), at: now, body });
  world.feed.publish({ type: 'robot' });
  return OK;
}
