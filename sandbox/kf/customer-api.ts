import { listIn, numberIn } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import type { KfCustomer } from './customers';
import type { KfWorld } from './world';

const MOST = 100;

function entryOf(kf: KfWorld, { entry }: KfCustomer): object {
  if (!entry || !kf.customers.recent({ lastAt: entry.at })) return {};
  const { scene, sceneParam, channels } = entry;
  return { enter_session_context: { scene, scene_param: sceneParam, ...(channels === null ? {} : { wechat_channels: channels }) } };
}

function shown(kf: KfWorld, customer: KfCustomer, withEntry: boolean): object {
  const { externalUserid, nickname, openid } = customer;
  const unionid = customer.unionid ?? (openid === null ? null : (kf.visitors.find(openid)?.unionid ?? null));
  return {
    external_userid: externalUserid, nickname, avatar: '', gender: 0,
    ...(kf.settings().unionid && unionid !== null ? { unionid } : {}), ...(withEntry ? entryOf(kf, customer) : {}),
  };
}

/** `kf/customer/batchget`: 1 to 100; only who entered or wrote within 48 h, the others are invalid. */
export function getCustomers(kf: KfWorld, { body, fail }: WecomCall): object {
  const asked = listIn(body, 'external_userid_list').filter((id) => typeof id === 'string');
  if (asked.length === 0 || asked.length > MOST) return fail(40058, 'external_userid_list');
  const withEntry = numberIn(body, 'need_enter_session_context') === 1;
  const known = asked.map((id) => ({ id, customer: kf.customers.find(id) }));
  const good = known.flatMap(({ customer }) => (customer && kf.customers.recent(customer) ? [customer] : []));
  const invalid = known.flatMap(({ id, customer }) => (customer && good.includes(customer) ? [] : [id]));
  return { ...OK, customer_list: good.map((customer) => shown(kf, customer, withEntry)), invalid_external_userid: invalid };
}
