import { TOKEN_MARK } from './wecom/tokens';

const API = /^\/(cgi-bin|sns|customservice)\//;
const WECOM_ONLY = /^\/cgi-bin\/(gettoken|message\/(send|update_template_card|recall)|menu\/|user\/|auth\/|webhook\/|department\/|kf\/|get_jsapi_ticket|ticket\/get(\?|$))/;

/**
 * Both platforms may be given the sandbox's bare address: calls are sorted into `/wechat/…` and `/wecom/…` here.
 * Paths that both have (media, IP lists) are told apart by the access token.
 */
export function sortCall(url: string): string {
  if (!API.test(url)) return url;
  const token = /[?&]access_token=([^&]*)/.exec(url)?.[1] ?? '';
  return (WECOM_ONLY.test(url) || token.startsWith(TOKEN_MARK) ? '/wecom' : '/wechat') + url;
}
