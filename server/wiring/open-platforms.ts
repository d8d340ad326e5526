import { createChatChannel } from '../channels/chat/chat';
import { createContactChannel } from '../channels/contact/contact';
import { createKfChannel } from '../channels/kf/kf';
import { createTickets } from '../channels/ticket';
import type { Channel } from '../channels/channel';
import type { AgentChannel } from '../agent-channels/agent-channel';
import { createWecomAppChannel } from '../agent-channels/wecom-app/wecom-app';
import type { ServerConfig } from '../config';
import { createWechatSignIn } from '../sign-in/wechat';
import { createWecomSignIn } from '../sign-in/wecom';
import type { SignIn, StaffSignIn } from '../sign-in/sign-in';
import type { Live } from '../stores/live';
import { createWechatDoor, createWecomDoor, type CallbackDoor } from '../wechat/callback-door';
import { createHttp, type CallSeen, type PlatformHttp } from '../wechat/http';
import { createMiniProgram, type MiniProgram } from '../wechat/mini-program';
import { createReplySealer, type ReplySealer } from '../wechat/reply';
import { createTokenKeeper, wechatTokenSource, wecomTokenSource, type TokenSource, type TokenStore } from '../wechat/token';
import { createWecomKf, type WecomKf } from '../wechat/wecom-kf';
import { createWecomApp, type WecomApp } from '../wechat/wecom-app';
import { createTokenCalls, WECHAT_DEAD_TOKEN, WECOM_DEAD_TOKEN, type TokenCalls } from '../wechat/with-token';

export interface Platforms {
  /** Our own page needs no platform. */
  chat: Channel;
  contact?: Channel;
  kf?: Channel;
  agentChannel?: AgentChannel;
  signIn?: SignIn;
  staffSignIn?: StaffSignIn;
  wechat?: { door: CallbackDoor; client: MiniProgram };
  wecom?: { door: CallbackDoor; app: WecomApp; kf: WecomKf; sealer: ReplySealer; corpId: string };
  close(): void;
}

export interface PlatformNeeds {
  live: Pick<Live, 'get' | 'set' | 'turn'>;
  now(): number;
  randomBytes(size: number): Uint8Array;
  seen(platform: 'wechat' | 'wecom', call: CallSeen): void;
  alarm(alarm: { key: string; level: 'warning' | 'error'; zh: string; en: string }): void;
}

/** Clients, doors and channels of whichever platforms are set up. */
export function openPlatforms(config: ServerConfig, needs: PlatformNeeds): Platforms {
  const { now } = needs;
  const opened: PlatformHttp[] = [];
  const store = tokenStore(needs.live);

  const connect = (platform: 'wechat' | 'wecom', baseUrl: string, source: (http: PlatformHttp) => TokenSource, dead: readonly number[]): { http: PlatformHttp; calls: TokenCalls } => {
    const http = createHttp({ baseUrl, now, onCall: (call) => needs.seen(platform, call) });
    opened.push(http);
    const wait = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
    const keeper = createTokenKeeper({ source: source(http), store, now, wait, random: Math.random });
    return { http, calls: createTokenCalls(http, keeper, dead) };
  };

  const tickets = createTickets(config.sessionSecret);
  const platforms: Platforms = { chat: createChatChannel({ tickets }), close: () => opened.forEach((http) => http.close()) };
  const { wechat, wecom } = config;
  if (wechat) {
    const { appId, secret, token, aesKey, pushMode } = wechat;
    const { http, calls } = connect('wechat', wechat.apiUrl, (to) => wechatTokenSource(to, appId, secret), WECHAT_DEAD_TOKEN);
    const client = createMiniProgram({ http, calls, appId, secret });
    platforms.wechat = { door: createWechatDoor({ token, appId, aesKey, mode: pushMode, now }), client };
    platforms.contact = createContactChannel({ appId, client, tickets, now, alarm: needs.alarm });
    platforms.signIn = createWechatSignIn({ appId, client, alarm: needs.alarm });
  }
  if (wecom) {
    const { corpId, agentId, secret, token, aesKey } = wecom;
    const { calls } = connect('wecom', wecom.apiUrl, (to) => wecomTokenSource(to, corpId, String(agentId), secret), WECOM_DEAD_TOKEN);
    const app = createWecomApp({ calls, agentId });
    const client = createWecomKf({ calls });
    platforms.wecom = {
      app, kf: client, corpId,
      door: createWecomDoor({ token, corpId, aesKey, now }),
      sealer: createReplySealer({ token, aesKey, receiver: corpId, now, randomBytes: needs.randomBytes }),
    };
    platforms.kf = createKfChannel({
      client, corpId, tickets, now, alarm: needs.alarm, ...(wechat && { appId: wechat.appId }),
    });
    platforms.agentChannel = createWecomAppChannel({ app, corpId, now, alarm: needs.alarm, duplicateCheck: wecom.duplicateCheck });
    platforms.staffSignIn = createWecomSignIn({ app, corpId, agentId, oauthUrl: wecom.oauthUrl, qrUrl: wecom.qrUrl, alarm: needs.alarm });
  }
  return platforms;
}

/** Nodes share tokens through live state: losing it costs one more request. */
function tokenStore(live: PlatformNeeds['live']): TokenStore {
  return {
    get: (key) => live.get(key),
    set: (key, value, ttlMs) => live.set(key, value, ttlMs),
    turn: async (key, ttlMs) => {
      const turn = await live.turn(key, ttlMs);
      return turn && (() => turn.release());
    },
  };
}
