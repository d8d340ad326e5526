import { UNKNOWN_WECHAT_CODE, WECHAT_CODES } from './errcodes-wechat';
import { UNKNOWN_WECOM_CODE, WECOM_CODES } from './errcodes-wecom';
import type { CodeMeaning } from './reaction';

/** WeChat's global and customer-service codes. Every number has an answer: unknown ones are final and say so. */
export function wechatCode(code: number): CodeMeaning {
  return WECHAT_CODES.get(code) ?? UNKNOWN_WECHAT_CODE;
}

/** WeCom's global, application and 微信客服 codes. */
export function wecomCode(code: number): CodeMeaning {
  return WECOM_CODES.get(code) ?? UNKNOWN_WECOM_CODE;
}
