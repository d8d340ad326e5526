import type { Agent, Group } from '../../shared/config/agent';
import type { DeskSettings, Site } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import { allowanceWords, holidayWords, ladderWords, listWords, noticeWords, overflowWords, variantWords, weekWords, type Speaker } from './value-words';

/** What a field is called, and how its value is said when that is not plain. */
export interface FieldWords<T> {
  zh: string;
  en: string;
  say?(item: T, speaker: Speaker): string;
}

/** Every field has words: a new one does not compile without. */
export type Fields<T> = { [F in keyof T]-?: FieldWords<T> };

export const entryFields: Fields<Entry> = {
  key: { zh: '编号', en: 'key' },
  site: { zh: '站点', en: 'site' },
  label: { zh: '名称', en: 'label' },
  icon: { zh: '图标', en: 'icon' },
  channel: { zh: '渠道', en: 'channel' },
  enabled: { zh: '启用', en: 'enabled' },
  isDefault: { zh: '默认入口', en: 'default entry' },
  ladder: { zh: '转接顺序', en: 'ladder', say: (entry, speaker) => ladderWords(entry.ladder, speaker) },
  variants: { zh: '按访客资料的转接顺序', en: 'ladders by visitor facts', say: ({ variants }, speaker) => listWords(speaker.lang, variants.map((one) => variantWords(one, speaker))) },
  overflow: { zh: '兜底', en: 'overflow', say: (entry, { lang }) => overflowWords(entry.overflow, lang) },
  hours: { zh: '服务时间', en: 'hours' },
  designatedOutsideHours: { zh: '非服务时间仍找指定客服', en: 'named agent outside hours' },
  preferLastAgent: { zh: '优先上次的客服', en: 'prefer the last agent' },
  priority: { zh: '优先级', en: 'priority' },
  ageingSeconds: { zh: '升级间隔（秒）', en: 'ageing (s)' },
  maxWaiting: { zh: '最多等候人数', en: 'most waiting' },
  idleMinutes: { zh: '无人说话自动结束（分钟）', en: 'closes when idle (min)' },
  silentSeconds: { zh: '进入后不说话自动结束（秒）', en: 'closes when silent (s)' },
  greeting: { zh: '欢迎语', en: 'greeting' },
  kfAccount: { zh: '微信客服账号', en: 'WeChat customer-service account' },
  kfUrl: { zh: '微信客服链接', en: 'WeChat customer-service link' },
  nativePool: { zh: '无人时进微信客服接待池', en: 'falls to the platform’s own queue' },
};

export const agentFields: Fields<Agent> = {
  key: { zh: '编号', en: 'key' },
  name: { zh: '姓名', en: 'name' },
  avatar: { zh: '头像', en: 'picture' },
  wecomUserId: { zh: '企业微信账号', en: 'WeCom user' },
  capacity: { zh: '接待上限', en: 'limit' },
  shift: { zh: '班次', en: 'shift' },
  disabled: { zh: '停用', en: 'switched off' },
};

export const groupFields: Fields<Group> = {
  key: { zh: '编号', en: 'key' },
  name: { zh: '名称', en: 'name' },
  strategy: { zh: '分配方式', en: 'strategy' },
  members: {
    zh: '成员', en: 'members',
    say: ({ members }, { lang, agent }) => listWords(lang, members.map((one) => (one.weight === undefined ? agent(one.agent) : `${agent(one.agent)}×${one.weight}`))),
  },
  capacity: { zh: '每人接待上限', en: 'limit per agent' },
};

export const hoursFields: Fields<Hours> = {
  key: { zh: '编号', en: 'key' },
  name: { zh: '名称', en: 'name' },
  timeZone: { zh: '时区', en: 'time zone' },
  weekly: { zh: '每周时间', en: 'weekly times', say: ({ weekly }, { lang }) => weekWords(weekly, lang) },
  holidays: { zh: '特殊日期', en: 'special dates', say: ({ holidays }, { lang }) => holidayWords(holidays, lang) },
};

export const siteFields: Fields<Site> = {
  key: { zh: '编号', en: 'key' },
  name: { zh: '名称', en: 'name' },
  kind: { zh: '类型', en: 'kind' },
  appId: { zh: 'AppID', en: 'AppID' },
  origins: { zh: '允许的网页来源', en: 'allowed origins' },
  notice: { zh: '订阅消息提醒', en: 'subscribe message', say: ({ notice }, { lang }) => noticeWords(notice, lang) },
};

export const settingFields: Fields<DeskSettings> = {
  capacity: { zh: '每人接待上限', en: 'limit per agent' },
  firstBatch: { zh: '上线时最多接入', en: 'first batch' },
  drainBatch: { zh: '每次最多处理排队', en: 'drain batch' },
  dutyHours: { zh: '企业微信上线时长（小时）', en: 'duty hours' },
  missesBeforePause: { zh: '连续未回复几次后暂停', en: 'misses before a pause' },
  lastAgentDays: { zh: '记住上次客服的天数', en: 'days the last agent is remembered' },
  unansweredHours: { zh: '无人回复自动结束（小时）', en: 'unanswered closes after (h)' },
  surveyDays: { zh: '会话结束后可评价的天数', en: 'days a conversation may be rated' },
  timeZone: { zh: '统计所用时区', en: 'time zone of figures' },
  uploadMegabytesPerVisitor: { zh: '每位访客每天可上传（MB）', en: 'uploads per visitor a day (MB)' },
  uploadMegabytesPerNetwork: { zh: '每个网络每天可上传（MB）', en: 'uploads per network a day (MB)' },
  retentionDays: { zh: '消息保留天数', en: 'days messages are kept' },
  allowances: { zh: '可回复条数（消息/进入）', en: 'reply allowances (message/enter)', say: ({ allowances }, { lang }) => allowanceWords(allowances, lang) },
};
