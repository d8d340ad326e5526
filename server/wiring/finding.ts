import type { CallFailure } from '../wechat/answer';
import { wechatCode, wecomCode } from '../wechat/errcodes';

/** One thing looked at: `bad` keeps the product from working, `note` is worth knowing. */
export interface Finding {
  level: 'good' | 'note' | 'bad';
  zh: string;
  en: string;
}

export const good = (zh: string, en: string): Finding => ({ level: 'good', zh, en });
export const bad = (zh: string, en: string): Finding => ({ level: 'bad', zh, en });
export const note = (zh: string, en: string): Finding => ({ level: 'note', zh, en });

/** A failed call in words, with the platform's code so that it can be looked up. */
export function failure(result: CallFailure, platform: 'wechat' | 'wecom', zh: string, en: string): Finding {
  if (result.kind !== 'platform') return bad(`${zh}：连不上（${result.why}）。检查网络和 API 地址。`, `${en}: not reachable (${result.why}). Check the network and the API address.`);
  const words = platform === 'wechat' ? wechatCode(result.code) : wecomCode(result.code);
  return bad(`${zh}：${words.zh}（${result.code}）`, `${en}: ${words.en} (${result.code})`);
}
