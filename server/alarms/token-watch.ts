import type { CallSeen } from '../wechat/http';
import type { Alarms } from './alarm';

/** So many times in a row: one failure is weather. */
const IN_A_ROW = 3;
const FETCHES: readonly string[] = ['/cgi-bin/stable_token', '/cgi-bin/gettoken'];
const names = { wechat: { zh: '微信', en: 'WeChat' }, wecom: { zh: '企业微信', en: 'WeCom' } } as const;

/** Tells ops when a platform gives no access token any more, and when it does again: without one nothing is sent and nobody signs in. */
export function createTokenWatch(alarms: Alarms): (platform: keyof typeof names, call: CallSeen) => void {
  const failures = new Map<keyof typeof names, number>();
  return (platform, { path, outcome, code }) => {
    if (!FETCHES.includes(path)) return;
    const before = failures.get(platform) ?? 0;
    const { zh, en } = names[platform];
    if (outcome === 'ok') {
      failures.set(platform, 0);
      if (before >= IN_A_ROW) alarms.raise({ key: `token-again:${platform}`, level: 'warning', zh: `${zh}的凭证又能取到了，收发恢复正常。`, en: `${en} gives tokens again; messages flow.` });
      return;
    }
    failures.set(platform, before + 1);
    if (before + 1 !== IN_A_ROW) return;
    const answered = code === undefined ? { zh: '没有回应', en: 'no answer' } : { zh: `错误码 ${code}`, en: `code ${code}` };
    alarms.raise({
      key: `token-failing:${platform}`, level: 'error',
      zh: `连续 ${IN_A_ROW} 次取不到${zh}的凭证（${answered.zh}），消息发不出去。请检查密钥、IP 白名单和服务器的网络，运行 npm run doctor 可以看到原因。`,
      en: `${en} gave no token ${IN_A_ROW} times in a row (${answered.en}); no message can be sent. Check the secret, the IP whitelist and the network of the server; npm run doctor tells why.`,
    });
  };
}
