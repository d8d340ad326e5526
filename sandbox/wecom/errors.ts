/** WeCom's error codes and the words beside them. Callers must go by the code. */
const WORDS: Readonly<Record<number, string>> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40004: 'invalid media type',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40016: 'invalid button size',
  40017: 'invalid button type',
  40018: 'invalid button name size',
  40019: 'invalid button key size',
  40023: 'invalid sub button size',
  40003: 'invalid userid',
  40029: 'invalid code',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40096: 'invalid external userid',
  40063: 'some parameters are empty',
  41001: 'access_token missing',
  42001: 'access_token expired',
  42014: 'task_id duplicate or invalid',
  44001: 'empty media data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  46003: 'menu no exist',
  47001: 'data format error',
  48002: 'api forbidden',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  90207: 'invalid appid',
  93000: 'invalid webhook url',
  95000: 'invalid open_kfid',
  95001: 'send msg count limit',
  95002: 'send msg time limit',
  95004: 'open_kfid not exist',
  95005: 'open_kfid count limit',
  95006: 'invalid name',
  95007: 'invalid msg token',
  95008: 'menu item count limit',
  95009: 'invalid menu item type',
  95011: 'already in wecom mode',
  95012: 'not in wecom mode',
  95013: 'session ended',
  95014: 'userid is not a servicer',
  95016: 'session status can not be changed this way',
  95017: 'api switched off',
  95018: 'send msg session status invalid',
  95019: 'servicer stopped or suspended',
  95025: 'business card sent within 48 hours',
  95028: 'msgid not exist',
  95029: 'recall time limit',
  301002: 'not allow operate another agent with this accesstoken',
};

export interface ErrorAnswer {
  errcode: number;
  errmsg: string;
}

/** `{errcode, errmsg}` with the tail WeCom appends to every error text. */
export function errorAnswer(code: number, hint: string, detail?: string): ErrorAnswer {
  const words = detail ?? WORDS[code] ?? 'error';
  return { errcode: code, errmsg: `${words}, hint: [${hint}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${code}` };
}

export const OK = { errcode: 0, errmsg: 'ok' } as const;
