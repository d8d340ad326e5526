import type { Verdict } from '../../shared/receipt';

export type Lang = 'zh' | 'en';
export type Both = Readonly<Record<Lang, string>>;

/** Verdicts in words; `{for}` is how long it has been so, `{seats}` load and limit such as 5/5, `{code}` the platform's code. */
export const verdictWords: Readonly<Record<Verdict, Both>> = {
  'available': { zh: '可接待{seats}', en: 'available{seats}' },
  'available-above-limit': { zh: '可接待，已超过接待上限{seats}', en: 'available above the limit{seats}' },
  'away-accepted': { zh: '离开，但此步骤接受离开的客服{seats}', en: 'away, which this step accepts{seats}' },
  'offline': { zh: '离线{for}', en: 'offline{for}' },
  'away': { zh: '离开{for}', en: 'away{for}' },
  'paused': { zh: '已暂停接待{for}', en: 'paused{for}' },
  'unknown-status': { zh: '状态无法识别', en: 'unknown status' },
  'no-lease': { zh: '没有打开工作台，也没有上线', en: 'no workbench open and not on duty' },
  'unstable': { zh: '网络不稳定', en: 'connection unstable' },
  'off-shift': { zh: '不在班次内', en: 'off shift' },
  'disabled': { zh: '已停用', en: 'switched off' },
  'unknown-agent': { zh: '配置中没有此人', en: 'not in the configuration' },
  'full': { zh: '已满{seats}', en: 'full{seats}' },
  'missed': { zh: '未及时回复或已退回，不再分给他', en: 'did not reply in time or gave it back, not asked again' },
  'excluded': { zh: '已排除', en: 'excluded' },
  'outside-hours': { zh: '非服务时间', en: 'outside hours' },
  'lost-race': { zh: '会话已被他人先接走', en: 'somebody else was quicker' },
  'refused-by-platform': { zh: '平台拒绝分配{code}', en: 'refused by the platform{code}' },
};

/** On a platform whose agents answer in its own client. */
export const notReceivingWords: Both = { zh: '在微信客服里没有接待（停止或暂时挂起）', en: 'not receiving in 微信客服 (stopped or suspended)' };

export const outcomeWords = {
  'assigned': { zh: '分配给{agent}（第 {step} 步）', en: 'Assigned to {agent} (step {step})' },
  'queued': { zh: '没有人可接待，进入排队', en: 'Nobody available: queued' },
  'no-seats': { zh: '没有人可接待，排队已满', en: 'Nobody available and the queue is full' },
  'leave-message': { zh: '没有人可接待，转为留言', en: 'Nobody available: leave a message' },
  'outside-hours': { zh: '非服务时间', en: 'Outside hours' },
  'taken': { zh: '{agent}主动接入', en: 'Taken by {agent}' },
  'transferred': { zh: '转接给{agent}', en: 'Transferred to {agent}' },
  'moved': { zh: '分配途中会话已被接走、结束或改动', en: 'Taken, closed or changed by somebody else meanwhile' },
} as const satisfies Readonly<Record<string, Both>>;

export const lineWords = {
  standsIn: { zh: '代替{designated}接待（{why}）', en: 'Standing in for {designated} ({why})' },
  designated: { zh: '访客找的就是{agent}', en: 'The visitor asked for {agent}' },
  lastAgent: { zh: '上次也由{agent}接待', en: '{agent} served this visitor before' },
  ladder: { zh: '按转接顺序第 {step} 步分配', en: 'By step {step} of the ladder' },
  ladderLater: { zh: '前面的步骤没有人可接待，由第 {step} 步分配', en: 'Nobody in the steps before; by step {step} of the ladder' },
  aboveLimit: { zh: '超过接待上限', en: 'above the limit' },
  unavailable: { zh: '现在不能接待', en: 'not available' },
  step: { zh: '第 {step} 步 {target}：{verdicts}', en: 'Step {step}, {target}: {verdicts}' },
  notAsked: { zh: '未询问', en: 'not asked' },
  nobody: { zh: '没有候选人', en: 'no candidates' },
  more: { zh: '全部 {total} 人：{counts}', en: 'all {total}: {counts}' },
  anyone: { zh: '任何人', en: 'anyone' },
  owner: { zh: '专属客服', en: 'the visitor’s own agent' },
  group: { zh: '客服组「{group}」', en: 'group “{group}”' },
  variant: { zh: '按访客资料使用了第 {variant} 套转接顺序', en: 'The visitor’s facts chose ladder variant {variant}' },
  hoursUnknown: { zh: '服务时间或班次无法计算，按营业处理，请检查时区和日期', en: 'Hours or a shift could not be computed and count as open; check time zone and dates' },
  by: { zh: '操作人：{by}', en: 'By {by}' },
} as const satisfies Readonly<Record<string, Both>>;

/** Joins that differ between the languages. */
export const joints: Readonly<Record<Lang, { comma: string; colon: string; open: string; close: string }>> = {
  zh: { comma: '，', colon: '：', open: '（', close: '）' },
  en: { comma: ', ', colon: ': ', open: ' (', close: ')' },
};
