import { Type } from '@sinclair/typebox';
import { encrypt, sign } from '../crypto';
import type { HttpAnswer } from '../http-post';
import { closed, refused, Wait, actAnswer, type ControlParts, type ControlScope } from './scope';

const Patch = Type.Object({ wechat: Type.Optional(Type.Object({})), wecom: Type.Optional(Type.Object({})), kf: Type.Optional(Type.Object({})) }, closed);
const CHECK_MS = 5000;

/** Settings, clock, reset, and what the platforms' own back offices do: the URL check and the debug event. */
export function platformRoutes(scope: ControlScope, { ground, faults, held, http, wechat, wecom, kf }: ControlParts): void {
  const { clock, ids, feed, ledger, pusher } = ground;

  scope.get('/settings', async () => held.current());
  scope.patch('/settings', { schema: { body: Patch } }, async ({ body }, reply) => {
    const changed = held.change(body);
    return changed.ok ? changed.settings : refused(reply, changed.why);
  });

  const time = () => ({ now: clock.now(), offsetMs: clock.offset() });
  scope.get('/clock', async () => time());
  scope.post('/clock', { schema: { body: Type.Object({ advanceMs: Type.Integer({ minimum: 0 }) }, closed) } }, async ({ body }) => {
    clock.advance(body.advanceMs);
    feed.publish({ type: 'clock' });
    return time();
  });

  scope.post('/reset', { schema: { body: Type.Object({ settings: Type.Optional(Type.Boolean()) }, closed) } }, async ({ body }) => {
    faults.clear();
    pusher.stop();
    if (body.settings) held.reset();
    for (const part of [ledger, clock, wechat, wecom, kf]) part.reset();
    feed.publish({ type: 'reset' });
    return { ok: true };
  });

  /** Calls the address with the query and compares the answer: it must be the echo, byte for byte. */
  async function checkUrl(url: string, query: Record<string, string>, expected: string, withinMs: number) {
    const answer: HttpAnswer = await http({ method: 'GET', url: `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`, withinMs }, AbortSignal.timeout(withinMs + 1000));
    return { passed: answer.status === 200 && answer.body === expected, status: answer.status, body: answer.body, expected, error: answer.error };
  }

  scope.post('/wechat/check-url', async (_request, reply) => {
    const { pushUrl, token } = held.current().wechat;
    if (pushUrl === '') return refused(reply, 'wechat.pushUrl is empty');
    const [timestamp, nonce, echostr] = [String(clock.seconds()), ids.nonce(), ids.nonce()];
    return checkUrl(pushUrl, { signature: sign(token, timestamp, nonce), timestamp, nonce, echostr }, echostr, CHECK_MS);
  });
  scope.post('/wecom/check-url', async (_request, reply) => {
    const { callbackUrl, token, aesKey, corpId, urlCheckWithinMs } = held.current().wecom;
    if (callbackUrl === '') return refused(reply, 'wecom.callbackUrl is empty');
    const [timestamp, nonce, plain] = [String(clock.seconds()), ids.nonce(), ids.msgId().toString()];
    const echostr = encrypt(aesKey, corpId, plain, ids.random16());
    return checkUrl(callbackUrl, { msg_signature: sign(token, timestamp, nonce, echostr), timestamp, nonce, echostr }, plain, urlCheckWithinMs);
  });

  scope.post('/wechat/debug', { schema: { body: Type.Object({ wait: Wait }, closed) } }, async ({ body }) => {
    const openid = ids.openid();
    const fields = { ToUserName: held.current().wechat.originalId, FromUserName: openid, CreateTime: clock.seconds(), MsgType: 'event', Event: 'debug_demo', debug_str: 'hello world' };
    const sent = wechat.push({ openid, kind: 'event:debug_demo', msgId: null, fields: () => fields });
    return actAnswer({ line: null, msgId: null, sent }, body.wait);
  });
}
