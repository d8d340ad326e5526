import { createHash } from 'node:crypto';
import { textIn } from '../reading';
import { OK } from './errors';
import type { WecomCall, WecomWorld } from './world';

const LIFE_SECONDS = 7200;

/** The same ticket within each two hours, so that a page's signature can be checked. */
function ticket(world: WecomWorld, kind: 'corp' | 'app') {
  const { corpId, secret } = world.settings();
  const now = world.clock.seconds();
  const period = Math.floor(now / LIFE_SECONDS);
  const value = createHash('sha256').update(`${corpId} ${secret} ${kind} ${period}`).digest('base64url');
  return { ...OK, ticket: value, expires_in: (period + 1) * LIFE_SECONDS - now };
}

/** `get_jsapi_ticket`: the corp's. */
export function corpTicket(world: WecomWorld): object {
  return ticket(world, 'corp');
}

/** `ticket/get?type=agent_config`: the application's. */
export function appTicket(world: WecomWorld, { query, fail }: WecomCall): object {
  return textIn(query, 'type') === 'agent_config' ? ticket(world, 'app') : fail(40058);
}
