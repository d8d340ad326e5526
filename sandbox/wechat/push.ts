import type { Clock } from '../clock';
import { decrypt, encrypt, sign, withPad } from '../crypto';
import type { PushFault } from '../faults';
import type { Ids } from '../ids';
import type { PushPlan, Pusher, Sent, Verdict } from '../pusher';
import { parseJson, parseXml, textIn } from '../reading';
import { toJson, toXml, type Fields } from '../render';
import type { WechatSettings } from '../settings';

export interface WechatMessage {
  openid: string;
  kind: string;
  msgId: bigint | null;
  /** The message in the asked format: subscribe events differ between XML and JSON. */
  fields(format: 'xml' | 'json'): Fields;
}

export interface WechatPushParts {
  settings(): WechatSettings;
  clock: Clock;
  ids: Ids;
  pusher: Pusher;
  /** The person sees that customer service is temporarily unavailable. */
  onFailed(openid: string): void;
}

type Judged = { verdict: Verdict; reply: string | null };

/** The message inside a non-empty answer; undefined when it is unreadable or not signed and encrypted as the mode demands. */
function openReply(settings: WechatSettings, body: string): unknown {
  const outer = parseJson(body) ?? parseXml(body);
  const encrypted = textIn(outer, 'Encrypt');
  if (encrypted === '') return settings.mode === 'secure' ? undefined : outer;
  const stamp = outer && typeof outer === 'object' && 'TimeStamp' in outer ? String(outer.TimeStamp) : '';
  if (sign(settings.token, stamp, textIn(outer, 'Nonce'), encrypted) !== textIn(outer, 'MsgSignature')) return undefined;
  const opened = decrypt(settings.aesKey, encrypted);
  return opened.ok && opened.id === settings.appid ? parseJson(opened.message) ?? parseXml(opened.message) : undefined;
}

/** WeChat takes `success`, an empty body, or transfer_customer_service (for messages, not for events); all else is a bad answer. */
function judge(settings: WechatSettings, message: WechatMessage, status: number, body: string): Judged {
  if (status !== 200) return { verdict: settings.retryBadStatus ? 'retry' : 'refused', reply: null };
  if (body === '' || body === 'success') return { verdict: 'acknowledged', reply: null };
  const reply = openReply(settings, body);
  const complete = textIn(reply, 'ToUserName') === message.openid && textIn(reply, 'FromUserName') === settings.originalId;
  if (textIn(reply, 'MsgType') === 'transfer_customer_service' && complete && message.msgId !== null) return { verdict: 'acknowledged', reply: 'transfer' };
  return { verdict: 'refused', reply: 'unreadable' };
}

export function createWechatPush({ settings, clock, ids, pusher, onFailed }: WechatPushParts): (message: WechatMessage) => Sent {
  return (message) => {
    const now = settings();
    const fields = message.fields(now.format);
    const render = now.format === 'json' ? toJson : toXml;
    const plain = render(fields);
    const sealed = new Map<string, string>();

    /** The same ciphertext at every try, as WeChat's redelivery keeps the body. */
    function ciphertext(fault: PushFault | undefined): string {
      const appid = fault?.kind === 'wrong-appid' ? 'wx0000000000000000' : now.appid;
      const text = fault?.kind === 'pad' ? withPad(plain, appid, fault.bytes ?? 32) : plain;
      const key = `${appid} ${text.length}`;
      const made = sealed.get(key) ?? encrypt(now.aesKey, appid, text, ids.random16());
      sealed.set(key, made);
      return made;
    }

    let first: { timestamp: string; nonce: string } | undefined;
    const request: PushPlan['request'] = (_attempt, fault) => {
      const fresh = { timestamp: String(clock.seconds()), nonce: ids.nonce() };
      first ??= fresh;
      const { timestamp, nonce } = now.freshOnRetry ? fresh : first;
      const token = fault?.kind === 'wrong-signature' ? `${now.token}x` : now.token;
      const query = { signature: sign(token, timestamp, nonce), timestamp, nonce };
      const contentType = now.format === 'json' ? 'application/json' : 'text/xml';
      if (now.mode === 'plain') return { query, body: plain, contentType };
      const Encrypt = ciphertext(fault);
      // A forger can see a good plain signature in any earlier URL; only msg_signature covers the body.
      const secured = {
        ...query, signature: sign(now.token, timestamp, nonce),
        openid: message.openid, encrypt_type: 'aes', msg_signature: sign(token, timestamp, nonce, Encrypt),
      };
      const envelope = now.mode === 'compatible' ? { ...fields, Encrypt } : { ToUserName: now.originalId, Encrypt };
      return { query: secured, body: render(envelope), contentType };
    };

    return pusher.send({
      platform: 'wechat', kind: message.kind, who: message.openid, msgId: message.msgId?.toString() ?? null, message: plain,
      url: now.pushUrl, request, judge: (status, body) => judge(now, message, status, body),
      maxAttempts: 1 + now.retries, spacingMs: now.retrySpacingMs, withinMs: now.answerWithinMs, serial: now.order === 'serial',
      onFailed: () => onFailed(message.openid),
    });
  };
}
