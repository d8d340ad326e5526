import type { WordTable } from '../../../frame/language';

export const conversationsWords = {
  title: { zh: '会话', en: 'Conversations' },
  about: { zh: '所有客服的会话：现在的和过去的，说了什么，为什么由谁接待。', en: 'Everybody’s, now and in the past: what was said, and why it went where it went.' },
  state: { zh: '状态', en: 'State' },
  anyState: { zh: '全部状态', en: 'Any state' },
  anyEntry: { zh: '全部入口', en: 'Any entry' },
  anyAgent: { zh: '全部客服', en: 'Any agent' },
  days: { zh: '开始时间', en: 'Opened' },
  anyTime: { zh: '不限时间', en: 'Any time' },
  tag: { zh: '标签', en: 'Tag' },
  unanswered: { zh: '只看等回复的', en: 'Awaiting an answer' },
  clear: { zh: '清空筛选', en: 'Clear filters' },
  open: { zh: '查看', en: 'Open' },
  emptyTitle: { zh: '还没有会话', en: 'No conversations yet' },
  emptyText: { zh: '访客点了入口并开始聊天后，会出现在这里。', en: 'They appear once a visitor taps an entry.' },
  noneTitle: { zh: '没有符合条件的会话', en: 'No conversation fits' },
  noneText: { zh: '放宽条件，或清空筛选。', en: 'Ask for less, or clear the filters.' },
  oneVisitor: { zh: '只看一位访客', en: 'One visitor only' },
} as const satisfies WordTable;
