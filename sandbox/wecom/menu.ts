import { listIn } from '../reading';
import { OK } from './errors';
import { readButtons } from './menu-rules';
import { checkAgent } from './message-api';
import type { WecomCall, WecomWorld } from './world';

/** `menu/create`: 1–3 buttons, 1–5 below one; names up to 16 bytes (below 40), keys up to 128. */
export function createMenu(world: WecomWorld, { query, body, fail }: WecomCall): object {
  const agent = checkAgent(world, query['agentid']);
  if (agent !== 0) return fail(agent);
  if (world.settings().callbackUrl === '') return fail(40058, 'the application has no callback url');
  const list = listIn(body, 'button');
  if (list.length < 1 || list.length > 3) return fail(40016);
  const read = readButtons(list, false);
  if (!read.ok) return fail(read.code);
  world.menu = read.buttons;
  world.feed.publish({ type: 'member' });
  return OK;
}

/** `menu/get`. */
export function getMenu(world: WecomWorld, { query, fail }: WecomCall): object {
  const agent = checkAgent(world, query['agentid']);
  if (agent !== 0) return fail(agent);
  return world.menu ? { ...OK, button: world.menu } : fail(46003);
}

/** `menu/delete`. */
export function deleteMenu(world: WecomWorld, { query, fail }: WecomCall): object {
  const agent = checkAgent(world, query['agentid']);
  if (agent !== 0) return fail(agent);
  world.menu = null;
  world.feed.publish({ type: 'member' });
  return OK;
}
