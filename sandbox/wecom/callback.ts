import type { Clock } from '../clock';
import { encrypt, sign, withPad } from '../crypto';
import type { PushFault } from '../faults';
import type { Ids } from '../ids';
import type { PushPlan, Pusher, Sent } from '../pusher';
import { toXml, type Fields } from '../render';
import type { WecomSettings } from '../settings';
import { readPassiveReply, type PassiveReply } from './passive-reply';

export interface WecomMessage {
  userid: string;
  /** AgentID of the envelope; absent = the application's. */
  agentId?: string;
  kind: string;
  msgId: bigint | null;
  fields: Fields;
  /** What the answer means; called once, with the first answer taken. */
  onReply(reply: PassiveReply): void;
}

export interface WecomCallbackParts {
  settings(): WecomSettings;
  clock: Clock;
  ids: Ids;
  pusher: Pusher;
}

/** Sends one encrypted XML message to the application's callback address. HTTP 200 = delivered; three tries in total. */
export function createWecomCallback({ settings, clock, ids, pusher }: WecomCallbackParts): (message: WecomMessage) => Sent {
  return ({ userid, agentId, kind, msgId, fields, onReply }) => {
    const now = settings();
    const plain = toXml(fields);
    const sealed = new Map<string, string>();
    function ciphertext(fault: PushFault | undefined): string {
      const id = fault?.kind === 'wrong-appid' ? 'ww0000000000000000' : now.corpId;
      const text = fault?.kind === 'pad' ? withPad(plain, id, fault.bytes ?? 32) : plain;
      const key = `${id} ${text.length}`;
      const made = sealed.get(key) ?? encrypt(now.aesKey, id, text, ids.random16());
      sealed.set(key, made);
      return made;
    }
    const request: PushPlan['request'] = (_attempt, fault) => {
      const [timestamp, nonce, Encrypt] = [String(clock.seconds()), ids.nonce(), ciphertext(fault)];
      const token = fault?.kind === 'wrong-signature' ? `${now.token}x` : now.token;
      const query = { msg_signature: sign(token, timestamp, nonce, Encrypt), timestamp, nonce };
      return { query, body: toXml({ ToUserName: now.corpId, AgentID: agentId ?? String(now.agentId), Encrypt }), contentType: 'text/xml' };
    };
    return pusher.send({
      platform: 'wecom', kind, who: userid, msgId: msgId?.toString() ?? null, message: plain, url: now.callbackUrl, request,
      judge(status, body) {
        if (status !== 200) return { verdict: 'retry', reply: null };
        const reply = readPassiveReply(now, userid, body);
        return { verdict: 'acknowledged', reply: reply.kind === 'none' ? null : reply.kind === 'unreadable' ? `unreadable: ${reply.why}` : reply.kind };
      },
      maxAttempts: now.attempts, spacingMs: now.retrySpacingMs, withinMs: now.answerWithinMs, serial: now.order === 'serial',
      onAnswer: (body) => onReply(readPassiveReply(now, userid, body)),
    });
  };
}
