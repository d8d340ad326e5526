import { mapBody, textOf, textsOf, type CallResult } from './answer';
import type { DownloadResult } from './download';
import type { PlatformHttp, Upload } from './http';
import { isRecord } from './json';
import { wellFormed } from './text-split';
import type { TokenCalls } from './with-token';

export interface MiniProgramOptions {
  readonly http: PlatformHttp;
  readonly calls: TokenCalls;
  readonly appId: string;
  readonly secret: string;
  /** Official pages disagree on the path of the typing sign; the default works without a businessid. */
  readonly typingPath?: string;
}

export interface SubscribeMessage {
  readonly openid: string;
  readonly templateId: string;
  /** Opened by a tap, with query; nothing opens without it. */
  readonly page?: string;
  /** Field of the template to its text. thing ≤ 20 characters, phrase ≤ 5, number and character_string ≤ 32. */
  readonly data: Readonly<Record<string, string>>;
  readonly state: 'developer' | 'trial' | 'formal';
  readonly lang: 'zh_CN' | 'en_US' | 'zh_HK' | 'zh_TW';
}

/** `sessionKey` decrypts user data and must stay on the server; drop it when nothing is to be decrypted. */
export interface CodeSession {
  readonly openid: string;
  readonly sessionKey: string;
  readonly unionid?: string;
}

export interface WorkBinding {
  /** '' when unbound. */
  readonly corpId: string;
  readonly entityName: string;
}

export interface Quota {
  readonly dailyLimit: number;
  readonly used: number;
  readonly remain: number;
}

export type MiniProgram = ReturnType<typeof createMiniProgram>;

const SEND = '/cgi-bin/message/custom/send';

/**
 * The mini-program's server API. A message is at most 5 per visitor's message in 48 h and 2 in the minute after entering;
 * WeChat has no idempotency key, so an `unknown` result must not be sent again blindly.
 */
export function createMiniProgram({ http, calls, appId, secret, typingPath = '/cgi-bin/message/custom/typing' }: MiniProgramOptions) {
  const post = (path: string, json: object) => calls.call({ method: 'POST', path, json });
  const send = (openid: string, msgtype: string, content: object) => post(SEND, { touser: openid, msgtype, [msgtype]: content });

  return {
    /** At most 2048 bytes; see `splitText`. `<a` in it becomes a link: pass agents' words through `withoutLinks`. */
    sendText: (openid: string, text: string) => send(openid, 'text', { content: wellFormed(text) }),
    sendImage: (openid: string, mediaId: string) => send(openid, 'image', { media_id: mediaId }),
    /** `thumbUrl`: JPG or PNG, 640×320 or 80×80. */
    sendLink: (openid: string, link: { readonly title: string; readonly description: string; readonly url: string; readonly thumbUrl: string }) =>
      send(openid, 'link', { title: wellFormed(link.title), description: wellFormed(link.description), url: link.url, thumb_url: link.thumbUrl }),
    /** `pagePath` as in app.json, query allowed; the thumb is an uploaded image, about 520×416. */
    sendMiniProgramPage: (openid: string, page: { readonly title: string; readonly pagePath: string; readonly thumbMediaId: string }) =>
      send(openid, 'miniprogrampage', { title: wellFormed(page.title), pagepath: page.pagePath, thumb_media_id: page.thumbMediaId }),
    /** Lasts 15 s, may not be repeated meanwhile, needs an interaction within 30 s. Cosmetic: ignore failures. */
    typing: (openid: string, on: boolean) => post(typingPath, { touser: openid, command: on ? 'Typing' : 'CancelTyping' }),
    sendSubscribe: (message: SubscribeMessage) =>
      post('/cgi-bin/message/subscribe/send', {
        touser: message.openid,
        template_id: message.templateId,
        ...(message.page === undefined ? {} : { page: message.page }),
        data: Object.fromEntries(Object.entries(message.data).map(([name, value]) => [name, { value: wellFormed(value) }])),
        miniprogram_state: message.state,
        lang: message.lang,
      }),

    /** Images only; the media id lives 3 days. Size limits on WeChat's page disagree (2 or 10 MB): stay within 2. */
    async uploadImage(upload: Upload): Promise<CallResult<{ readonly mediaId: string }>> {
      const result = await calls.call({ method: 'POST', path: '/cgi-bin/media/upload', query: { type: 'image' }, upload, timeLimitMs: 30_000 });
      return mapBody(result, (body) => ({ mediaId: textOf(body, 'media_id') }));
    },
    getMedia: (mediaId: string, maxBytes: number): Promise<DownloadResult> =>
      calls.download({ method: 'GET', path: '/cgi-bin/media/get', query: { media_id: mediaId }, timeLimitMs: 30_000 }, maxBytes),

    /** Redeems a code of wx.login: it lives 5 minutes and works once, so an `unknown` result burns it. */
    async codeToSession(code: string): Promise<CallResult<CodeSession>> {
      const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' };
      const result = await http.call({ method: 'GET', path: '/sns/jscode2session', query });
      if (!result.ok) return result;
      const openid = textOf(result.body, 'openid');
      if (openid === '') return { ok: false, kind: 'unknown', why: 'no openid in the answer' };
      const unionid = textOf(result.body, 'unionid');
      const session = { openid, sessionKey: textOf(result.body, 'session_key') };
      return { ok: true, body: unionid === '' ? session : { ...session, unionid } };
    },

    /** Addresses pushes come from, single or as CIDR. Ask once a day. */
    async callbackIps(): Promise<CallResult<readonly string[]>> {
      return mapBody(await calls.call({ method: 'GET', path: '/cgi-bin/getcallbackip' }), (body) => textsOf(body, 'ip_list'));
    },

    /** The corp must be of the same legal entity, the mini-program not personal. */
    bindWork: (corpId: string) => post('/customservice/work/bind', { corpid: corpId }),
    unbindWork: (corpId: string) => post('/customservice/work/unbind', { corpid: corpId }),
    async workBinding(): Promise<CallResult<WorkBinding>> {
      const result = await calls.call({ method: 'GET', path: '/customservice/work/get' });
      return mapBody(result, (body) => ({ corpId: textOf(body, 'corpid'), entityName: textOf(body, 'entityName') }));
    },

    /** `path` such as /cgi-bin/message/custom/send. */
    async quota(path: string): Promise<CallResult<Quota>> {
      const result = await post('/cgi-bin/openapi/quota/get', { cgi_path: path });
      return mapBody(result, (body) => {
        const quota = isRecord(body.quota) ? body.quota : {};
        return { dailyLimit: Number(quota.daily_limit ?? 0), used: Number(quota.used ?? 0), remain: Number(quota.remain ?? 0) };
      });
    },
  };
}

/** WeChat turns `<a href` in a text into a link, to a web page or into the mini-program: breaks up what a person typed. */
export function withoutLinks(text: string): string {
  return text.replace(/<(?=\s*a[\s>])/gi, '＜');
}
