import { randomBytes } from 'node:crypto';
import { encrypt, sign } from '../../sandbox/crypto';
import { wechatApp } from '../journeys/shop';

export type Format = 'json' | 'xml';

/** One push of WeChat as it comes in: encrypted, signed, never the same twice. */
export interface SecurePush {
  path: string;
  contentType: string;
  body: string;
}

const NONCE = '1375234689';
/** Ids of messages are numbers of 17 digits and more. */
const FIRST_ID = 24_000_000_000_000_000n;

/** `count` texts, the visitors one after another; `from` is the number of the first, so that no two calls make the same. */
export function makePushes(format: Format, visitors: number, from: number, count: number): SecurePush[] {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: count }, (_, index) => securePush(format, `openid-of-visitor-${(from + index) % visitors}`, from + index, timestamp));
}

function securePush(format: Format, openid: string, number: number, timestamp: string): SecurePush {
  const encrypted = encrypt(wechatApp.aesKey, wechatApp.appid, message(format, openid, number, timestamp), randomBytes(16));
  const signature = sign(wechatApp.token, timestamp, NONCE);
  const query = `signature=${signature}&timestamp=${timestamp}&nonce=${NONCE}&openid=${openid}&encrypt_type=aes&msg_signature=${sign(wechatApp.token, timestamp, NONCE, encrypted)}`;
  return {
    path: `/callbacks/wechat?${query}`,
    contentType: format === 'json' ? 'application/json' : 'text/xml',
    body: format === 'json'
      ? JSON.stringify({ ToUserName: 'gh_0123456789ab', Encrypt: encrypted })
      : `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

function message(format: Format, openid: string, number: number, timestamp: string): string {
  const id = String(FIRST_ID + BigInt(number));
  const words = `请问第 ${number} 号订单什么时候发货？谢谢 [微笑]`;
  if (format === 'json') {
    // MsgId has 64 bits, more than a number of JSON.stringify
    return `{"ToUserName":"gh_0123456789ab","FromUserName":"${openid}","CreateTime":${timestamp},"MsgType":"text","Content":${JSON.stringify(words)},"MsgId":${id}}`;
  }
  return `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${timestamp}</CreateTime>` +
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${words}]]></Content><MsgId>${id}</MsgId></xml>`;
}
