import { errors } from '../../shared/errors';
import type { Failure, FailureCode } from './api/answer';
import type { LanguageChoice, WordTable } from './language';

const own = {
  offline: { zh: '连不上服务器', en: 'The server cannot be reached' },
  timeout: { zh: '服务器没有及时回应', en: 'The server did not answer in time' },
  badAnswer: { zh: '收到的内容看不懂，可能是网络里的其他设备回答的', en: 'Something else than our server seems to have answered' },
} as const satisfies WordTable;

/** What to do next; a code without a line says it in its own words already. */
const next = {
  'offline': { zh: '请检查网络；恢复后会自动重新连接。', en: 'Check your network; it reconnects by itself.' },
  'timeout': { zh: '请稍后刷新，看看刚才的操作是否已经生效。', en: 'Reload in a moment and see whether your change has arrived.' },
  'bad-answer': { zh: '请换个网络再试，或联系管理员。', en: 'Try another network, or ask your administrator.' },
  'bad-request': { zh: '请检查填写的内容。', en: 'Check what you have filled in.' },
  'unknown-field': { zh: '页面可能旧了，请刷新后再试。', en: 'This page may be outdated; reload it and try again.' },
  'login-failed': { zh: '请检查大小写；忘记密码时请管理员重设。', en: 'Check upper and lower case; an administrator can reset a forgotten password.' },
  'code-wrong': { zh: '验证码每 30 秒换一个；总是不对时，请检查手机的时间。', en: 'It changes every 30 seconds; if it is always wrong, check the time on your phone.' },
  'not-allowed': { zh: '需要时请联系管理员。', en: 'Ask an administrator if you need it.' },
  'not-found': { zh: '它可能已被删除，请刷新列表。', en: 'It may have been removed; reload the list.' },
  'lint-failed': { zh: '请先改正下面列出的错误。', en: 'Correct the errors listed below first.' },
} as const satisfies Partial<Record<FailureCode, { zh: string; en: string }>>;

const isKnown = (code: FailureCode): code is keyof typeof next => Object.hasOwn(next, code);

/** A failure as people read it: what happened, and what to do next. */
export function failureWords({ code }: Failure, { pick }: Pick<LanguageChoice, 'pick'>): { what: string; next: string } {
  const what = code === 'offline' ? own.offline : code === 'timeout' ? own.timeout : code === 'bad-answer' ? own.badAnswer : errors[code];
  return { what: pick(what), next: isKnown(code) ? pick(next[code]) : '' };
}

/** Both in one line, for a place with little room. */
export function failureLine(failure: Failure, language: Pick<LanguageChoice, 'pick' | 'language'>): string {
  const { what, next: then } = failureWords(failure, language);
  const english = language.language.value === 'en';
  return then === '' ? what : english ? `${what}. ${then}` : `${what}。${then}`;
}
