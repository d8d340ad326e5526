import type { DeskConfig, SiteNotice } from '../../shared/config/desk-config';
import type { Entry, Overflow, Step } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import { fill } from '../../shared/texts';

export type Lang = 'zh' | 'en';

/** Says values of the configuration in one language, with people's names instead of keys. */
export interface Speaker {
  lang: Lang;
  agent(key: string): string;
  group(key: string): string;
}

const joints = { zh: { comma: '、', open: '（', close: '）' }, en: { comma: ', ', open: ' (', close: ')' } };
const DAYS = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] };
const words = {
  none: { zh: '（无）', en: '(none)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  owner: { zh: '专属客服', en: 'the visitor’s own agent' },
  anyone: { zh: '任何人', en: 'anyone' },
  group: { zh: '客服组「{name}」', en: 'group “{name}”' },
  ring: { zh: '{seconds} 秒没回复就换人', en: '{seconds} s to reply' },
  noRing: { zh: '不限时', en: 'no timer' },
  away: { zh: '接受离开', en: 'away accepted' },
  aboveLimit: { zh: '不受上限', en: 'above limits' },
  queue: { zh: '排队，最长 {seconds} 秒', en: 'queue, at most {seconds} s' },
  leave: { zh: '留言', en: 'leave a message' },
  closed: { zh: '休息', en: 'closed' },
  level: { zh: '等级={value}', en: 'level={value}' },
  tag: { zh: '标签={value}', en: 'tag={value}' },
  hasOwner: { zh: '有专属客服', en: 'has an own agent' },
  noOwner: { zh: '没有专属客服', en: 'has no own agent' },
  notice: { zh: '{seconds} 秒后发送，模板 {template}：', en: 'after {seconds} s, template {template}: ' },
  allowance: { zh: '{seconds} 秒内 {count} 条', en: '{count} in {seconds} s' },
} as const;

const wordIn = (lang: Lang, key: keyof typeof words, values: Readonly<Record<string, string | number>> = {}): string => fill(words[key][lang], values);

export const listWords = (lang: Lang, parts: readonly string[]): string => (parts.length === 0 ? wordIn(lang, 'none') : parts.join(joints[lang].comma));

/** A plain value, or words in both languages. */
export function plainWords(value: unknown, lang: Lang): string {
  if (value === undefined || value === '') return wordIn(lang, 'none');
  if (typeof value === 'boolean') return wordIn(lang, value ? 'yes' : 'no');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return listWords(lang, value.map((one) => plainWords(one, lang)));
  if (typeof value === 'object' && value !== null && 'zh' in value) return [value.zh, 'en' in value ? value.en : undefined].filter((one) => typeof one === 'string').join(' / ');
  return JSON.stringify(value);
}

export function ladderWords(ladder: readonly Step[], speaker: Speaker): string {
  return ladder.length === 0 ? wordIn(speaker.lang, 'none') : ladder.map((step) => stepWords(step, speaker)).join(' → ');
}

function stepWords({ target, ringSeconds, acceptAway, respectCapacity }: Step, speaker: Speaker): string {
  const { lang } = speaker;
  const { comma, open, close } = joints[lang];
  const terms = [ringSeconds === 0 ? wordIn(lang, 'noRing') : wordIn(lang, 'ring', { seconds: ringSeconds })];
  if (acceptAway) terms.push(wordIn(lang, 'away'));
  if (!respectCapacity) terms.push(wordIn(lang, 'aboveLimit'));
  return `${targetWords(target, speaker)}${open}${terms.join(comma)}${close}`;
}

function targetWords(target: Step['target'], speaker: Speaker): string {
  switch (target.kind) {
    case 'agent': return speaker.agent(target.agent);
    case 'group': return wordIn(speaker.lang, 'group', { name: speaker.group(target.group) });
    case 'owner': return wordIn(speaker.lang, 'owner');
    case 'anyone': return wordIn(speaker.lang, 'anyone');
  }
}

export const overflowWords = (overflow: Overflow, lang: Lang): string =>
  overflow.kind === 'queue' ? wordIn(lang, 'queue', { seconds: overflow.maxWaitSeconds }) : wordIn(lang, 'leave');

export function variantWords({ when, ladder }: Entry['variants'][number], speaker: Speaker): string {
  const { lang } = speaker;
  const terms: string[] = [];
  if (when.level !== undefined) terms.push(wordIn(lang, 'level', { value: when.level }));
  if (when.tag !== undefined) terms.push(wordIn(lang, 'tag', { value: when.tag }));
  if (when.hasOwner !== undefined) terms.push(wordIn(lang, when.hasOwner ? 'hasOwner' : 'noOwner'));
  return `[${terms.join(joints[lang].comma)}] ${ladderWords(ladder, speaker)}`;
}

export const weekWords = (weekly: Hours['weekly'], lang: Lang): string =>
  listWords(lang, weekly.map(({ day, from, to }) => `${DAYS[lang][day - 1] ?? day} ${from}–${to}`));

export const holidayWords = (holidays: Hours['holidays'], lang: Lang): string =>
  listWords(lang, holidays.map(({ date, name, ranges }) =>
    [date, name, ranges.length === 0 ? wordIn(lang, 'closed') : ranges.map(({ from, to }) => `${from}–${to}`).join(' ')].filter(Boolean).join(' ')));

export const allowanceWords = ({ message, enter }: DeskConfig['settings']['allowances'], lang: Lang): string =>
  [message, enter].map((one) => wordIn(lang, 'allowance', one)).join(' / ');

export const noticeWords = (notice: SiteNotice | undefined, lang: Lang): string =>
  notice === undefined ? wordIn(lang, 'none')
    : wordIn(lang, 'notice', { seconds: notice.afterSeconds, template: notice.template }) + listWords(lang, Object.entries(notice.fields).map(([name, value]) => `${name}=${value}`));
