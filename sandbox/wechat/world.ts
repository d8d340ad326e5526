import type { Clock } from '../clock';
import type { Ground } from '../ground';
import type { Ids } from '../ids';
import type { Ledger } from '../ledger';
import { createMedia, type Media } from '../media';
import type { Sent } from '../pusher';
import type { Json } from '../reading';
import type { WechatSettings } from '../settings';
import { createVisitorActs, type VisitorActs } from './acts';
import type { ErrorAnswer } from './errors';
import { createLoginCodes, type LoginCodes } from './login';
import { createWechatPush, type WechatMessage } from './push';
import { createWechatTokens, type WechatTokens } from './tokens';
import { createVisitors, type Visitors } from './visitors';

/** One API call: query and JSON body as the server sent them. */
export interface WechatCall {
  query: Json;
  body: Json;
  fail(code: number, detail?: string): ErrorAnswer;
}

export interface WechatWorld {
  clock: Clock;
  ids: Ids;
  ledger: Ledger;
  settings(): WechatSettings;
  tokens: WechatTokens;
  visitors: Visitors;
  codes: LoginCodes;
  media: Media;
  acts: VisitorActs;
  pictureUrl(mediaId: string): string;
  push(message: WechatMessage): Sent;
  /** WeCom corp bound to the mini-program for 微信客服. */
  binding: { corpId: string; at: number } | null;
  /** Calls per API path and day, for the quota. */
  calls: Map<string, number>;
  reset(): void;
}

export const UNAVAILABLE = '该小程序客服暂时无法提供服务，请稍后再试';

export function createWechatWorld(ground: Ground, settings: () => WechatSettings): WechatWorld {
  const { clock, ids, feed, ledger, pusher } = ground;
  const visitors = createVisitors(clock, ids, feed);
  const media = createMedia(clock, ids);
  const tokens = createWechatTokens(clock, () => ids.opaque(100));
  const codes = createLoginCodes(clock, () => ids.opaque(24));
  const pictureUrl = (mediaId: string) => `${ground.ownUrl()}/pictures/wechat/${mediaId}`;
  const push = createWechatPush({
    settings, clock, ids, pusher,
    onFailed(openid) {
      const visitor = visitors.find(openid);
      if (visitor) visitors.addLine(visitor, { direction: 'notice', kind: 'notice', content: UNAVAILABLE, media: null });
    },
  });
  const acts = createVisitorActs({ settings, clock, ids, visitors, pictureUrl, push });
  const world: WechatWorld = {
    clock, ids, ledger, settings, tokens, visitors, codes, media, acts, pictureUrl, push, binding: null, calls: new Map(),
    reset() {
      for (const part of [tokens, visitors, codes, media]) part.reset();
      world.binding = null;
      world.calls.clear();
    },
  };
  return world;
}
