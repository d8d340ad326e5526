import type { WordTable } from '../../../frame/language';

export const receiptsWords = {
  title: { zh: '路由凭据', en: 'Receipts' },
  about: { zh: '每次点击和转接为什么由这个人接待：逐步问了谁，每个人当时为什么能接或不能接。', en: 'Why each tap and transfer went where it went: who was asked at which step, and why each could or could not take it.' },
  entry: { zh: '入口', en: 'Entry' },
  anyEntry: { zh: '全部入口', en: 'Any entry' },
  agent: { zh: '接到的客服', en: 'Who got it' },
  anyAgent: { zh: '全部客服', en: 'Any agent' },
  days: { zh: '时间', en: 'Time' },
  anyTime: { zh: '不限时间', en: 'Any time' },
  conversation: { zh: '看会话', en: 'Conversation' },
  emptyTitle: { zh: '还没有分配记录', en: 'No decisions yet' },
  emptyText: { zh: '访客点了入口之后，每次分配都会记在这里。', en: 'Every decision is kept here once visitors tap an entry.' },
  noneTitle: { zh: '没有符合条件的记录', en: 'No receipt fits' },
  noneText: { zh: '放宽条件，或清空筛选。', en: 'Ask for less, or clear the filters.' },
} as const satisfies WordTable;
