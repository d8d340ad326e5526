import { createEnvelope } from './crypto';
import { sign } from './signature';
import { buildXml, type XmlFields } from './xml';

/** Accepted in every mode, unencrypted: "received, nothing to say". */
export const SUCCESS = 'success';

export interface ReplyOptions {
  readonly token: string;
  readonly aesKey: string;
  /** appid on WeChat, corpid on WeCom. */
  readonly receiver: string;
  readonly now: () => number;
  /** Answers that many unguessable bytes. */
  readonly randomBytes: (size: number) => Uint8Array;
}

/** Encrypts passive replies. The platforms allow the request's nonce to be used again. */
export interface ReplySealer {
  /** The body for a push that came as XML. */
  xml(message: XmlFields, nonce: string): string;
  /** The body for a WeChat push that came as JSON. */
  json(message: object, nonce: string): string;
}

export function createReplySealer(options: ReplyOptions): ReplySealer {
  const envelope = createEnvelope(options.aesKey, options.receiver);

  function seal(text: string, nonce: string) {
    const timestamp = Math.floor(options.now() / 1000);
    const encrypted = envelope.seal(text, options.randomBytes(16));
    return { Encrypt: encrypted, MsgSignature: sign([options.token, String(timestamp), nonce, encrypted]), TimeStamp: timestamp, Nonce: nonce };
  }

  return {
    xml: (message, nonce) => buildXml(seal(buildXml(message), nonce)),
    json: (message, nonce) => JSON.stringify(seal(JSON.stringify(message), nonce)),
  };
}

/** A passive text answer to a member's message (WeCom, within 5 s; 2048 bytes). `at` in ms. */
export function textReply(to: string, from: string, at: number, content: string): XmlFields {
  return { ToUserName: to, FromUserName: from, CreateTime: Math.floor(at / 1000), MsgType: 'text', Content: content };
}

/** Answers a card tap by turning the tapped card's buttons into one grey text (WeCom: update_button). `at` in ms. */
export function buttonReply(to: string, from: string, at: number, replaceName: string): XmlFields {
  return { ToUserName: to, FromUserName: from, CreateTime: Math.floor(at / 1000), MsgType: 'update_button', Button: { ReplaceName: replaceName } };
}
