/** WeChat's error codes and the words beside them. Callers must go by the code. */
const WORDS: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid appid',
  40029: 'invalid code',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40101: 'missing parameter',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  41006: 'media_id missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43019: 'require remove blacklist',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45072: 'invalid command',
  45080: 'no interaction with the user within 30 seconds',
  45081: 'already in typing status',
  47001: 'data format error',
  47003: 'argument invalid!',
  76021: 'cgi_path not found',
  10130002: 'invalid parameter',
  10130600: 'invalid corpid',
  10130603: 'already bound',
  10130604: 'not bound',
};

export interface ErrorAnswer {
  errcode: number;
  errmsg: string;
}

/** `{errcode, errmsg}` with the request id WeChat appends: `… rid: 8hex-8hex-8hex`. */
export function errorAnswer(code: number, rid: string, detail?: string): ErrorAnswer {
  const words = WORDS[code] ?? 'error';
  return { errcode: code, errmsg: `${words}${detail === undefined ? '' : ` ${detail}`} rid: ${rid}` };
}

export const OK = { errcode: 0, errmsg: 'ok' } as const;
