import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import pino from 'pino';
import { LoginAnswer } from '../../shared/http/visitor';
import { createApp, type HttpSide } from '../../server/app';
import type { AgentAction, AgentChannel } from '../../server/agent-channels/agent-channel';
import { readContactPush } from '../../server/channels/contact/read-push';
import { createTickets } from '../../server/channels/ticket';
import type { SignIn, StaffSignIn } from '../../server/sign-in/sign-in';
import { createWechatDoor, createWecomDoor } from '../../server/wechat/callback-door';
import { createReplySealer } from '../../server/wechat/reply';
import { encrypt, sign } from '../../sandbox/crypto';
import { APPID, openFloor, type Floor, type Plan } from '../desk/floor';

export const WECHAT = { token: 'wechat-token', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
export const WECOM = { token: 'wecom-token', aesKey: 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba', corpId: 'ww0000000000000001' };

/** The whole gateway over a desk with real records; platforms are played by the tests. */
export interface House {
  floor: Floor;
  side: HttpSide;
  http: HttpSide['http'];
  /** A visitor's token, signed in by the road the phone takes. */
  token(openid: string): Promise<string>;
  /** An authentic push of WeChat as a request. */
  wechatPush(xml: string): Request;
  wecomPush(xml: string): Request;
  close(): Promise<void>;
}

interface Request {
  method: 'POST';
  url: string;
  headers: Record<string, string>;
  payload: string;
}

export interface HouseOptions {
  signIn?: SignIn;
  /** Absent: nobody signs in by WeCom. */
  staffSignIn?: StaffSignIn;
  /** What the agent did, as the WeCom application's reader would say. */
  readAgent?: (raw: string) => AgentAction[];
  log?: pino.Logger;
  /** What differs of the settings. */
  config?: Partial<Parameters<typeof createApp>[0]['config']>;
  sockets?: Parameters<typeof createApp>[0]['sockets'];
  bodyMs?: number;
}

/** Codes look like `code-<openid>`. */
const codes: SignIn = {
  visitor: async (code) =>
    code.startsWith('code-')
      ? { kind: 'identity', identity: { provider: 'wechat', account: APPID, subject: code.slice(5) } }
      : { kind: 'refused', why: 'bad-code' },
};

export async function openHouse(plan: Plan, options: HouseOptions = {}): Promise<House> {
  const floor = await openFloor(plan);
  const now = (): number => floor.clock.now;
  const { records, live, files } = floor.desk.ctx;
  const tickets = createTickets('a secret of the tests');
  const contact = floor.desk.ctx.channels.contact;
  const agentChannel = floor.desk.ctx.agentChannel;
  if (!contact || !agentChannel) throw new Error('the floor has no channels');
  contact.read = (push) => readContactPush(push, { appId: APPID, tickets, now });
  contact.invite = (entry, visitor, at) => ({ kind: 'contact', sessionFrom: tickets.issue(entry.key, visitor, at), cardTitle: entry.label.zh, cardPath: `/pages/entry/index?e=${entry.key}` });
  const reads: AgentChannel = { ...agentChannel, read: (push) => options.readAgent?.(push.raw) ?? [] };
  const randomBytes = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => Math.floor(Math.random() * 256)));

  const side = await createApp({
    config: { host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', sessionSecret: 'a secret of the tests', secretLasts: true, trustProxy: false, trial: false, widgetDir: '/nowhere', screensDir: '/nowhere', ...options.config },
    desk: floor.desk,
    stores: { records, live, files },
    platforms: {
      contact, agentChannel: reads, signIn: options.signIn ?? codes, ...(options.staffSignIn && { staffSignIn: options.staffSignIn }),
      wechat: { door: createWechatDoor({ ...WECHAT, appId: APPID, now }) },
      wecom: {
        corpId: WECOM.corpId,
        door: createWecomDoor({ ...WECOM, now }),
        sealer: createReplySealer({ ...WECOM, receiver: WECOM.corpId, now, randomBytes }),
      },
    },
    ...(options.sockets && { sockets: options.sockets }),
    ...(options.bodyMs !== undefined && { bodyMs: options.bodyMs }),
    log: options.log ?? pino({ level: 'silent' }),
    now, randomBytes,
  });

  const push = (path: string, secrets: { token: string; aesKey: string }, receiver: string, xml: string): Request => {
    const timestamp = String(Math.floor(floor.clock.now / 1000));
    const encrypted = encrypt(secrets.aesKey, receiver, xml, randomBytes(16));
    const signature = sign(secrets.token, timestamp, 'nonce-1', encrypted);
    return {
      method: 'POST',
      url: `${path}?timestamp=${timestamp}&nonce=nonce-1&msg_signature=${signature}&signature=${sign(secrets.token, timestamp, 'nonce-1')}`,
      headers: { 'content-type': 'text/xml' },
      payload: `<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    };
  };

  return {
    floor, side, http: side.http,
    async token(openid) {
      const answer = await side.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: `code-${openid}` } });
      if (answer.statusCode !== 200) throw new Error(`login failed: ${answer.body}`);
      return read(LoginAnswer, answer).token;
    },
    wechatPush: (xml) => push('/callbacks/wechat', WECHAT, APPID, xml),
    wecomPush: (xml) => push('/callbacks/wecom', WECOM, WECOM.corpId, xml),
    async close() {
      await side.close();
      await floor.close();
    },
  };
}

export const textXml = (openid: string, content: string, msgId: string, createdAt: number): string =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${createdAt}</CreateTime>` +
  `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${msgId}</MsgId></xml>`;

export const enterXml = (openid: string, sessionFrom: string, createdAt: number): string =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${createdAt}</CreateTime>` +
  `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[user_enter_tempsession]]></Event><SessionFrom><![CDATA[${sessionFrom}]]></SessionFrom></xml>`;

export const bearer = (token: unknown): Record<string, string> => ({ authorization: `Bearer ${String(token)}` });

/** The body of an answer, which must have the described form. */
export function read<S extends TSchema>(schema: S, answer: { json(): unknown }): Static<S> {
  const body: unknown = answer.json();
  if (!Value.Check(schema, body)) throw new Error(`not in the described form: ${JSON.stringify([...Value.Errors(schema, body)][0])}`);
  return body;
}
