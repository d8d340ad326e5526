import { textIn } from '../reading';
import { OK } from './errors';
import type { WechatCall, WechatWorld } from './world';

const DAY_MS = 24 * 3_600_000;
const SAME_LETTERS = /^ww[0-9a-z]{16}$/;

/** `openapi/quota/get`: the day's limit and use of one API path. */
export function quota(world: WechatWorld, { body, fail }: WechatCall): object {
  const path = textIn(body, 'cgi_path');
  if (!/^\/(cgi-bin|customservice|sns)\//.test(path)) return fail(76021);
  const limit = world.settings().dailyQuota;
  const used = Math.min(limit, world.calls.get(`${Math.floor(world.clock.now() / DAY_MS)} ${path}`) ?? 0);
  return { ...OK, quota: { daily_limit: limit, used, remain: limit - used } };
}

/** `customservice/work/bind`: binds one corp for 微信客服. */
export function bindWork(world: WechatWorld, { body, fail }: WechatCall): object {
  const corpId = textIn(body, 'corpid');
  if (corpId === '') return fail(10130002);
  if (!SAME_LETTERS.test(corpId)) return fail(10130600);
  if (world.binding) return fail(10130603);
  world.binding = { corpId, at: world.clock.seconds() };
  return OK;
}

/** `customservice/work/unbind`. */
export function unbindWork(world: WechatWorld, { body, fail }: WechatCall): object {
  if (!world.binding || world.binding.corpId !== textIn(body, 'corpid')) return fail(10130604);
  world.binding = null;
  return OK;
}

/** `customservice/work/get`: corp and time are absent when nothing is bound. */
export function getWork(world: WechatWorld): object {
  if (!world.binding) return OK;
  return { ...OK, entityName: '沙盒测试主体', corpid: world.binding.corpId, bindTime: world.binding.at };
}

/** `customservice/getonlinekflist`: nobody uses Tencent's own agent tool here. */
export function onlineAgents(): object {
  return { kf_online_list: [] };
}
