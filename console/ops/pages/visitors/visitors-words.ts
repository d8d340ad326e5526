import type { WordTable } from '../../../frame/language';

export const visitorsWords = {
  title: { zh: '访客', en: 'Visitors' },
  about: { zh: '来过的人：资料、会话，以及导出和删除。', en: 'Who has been here: facts, conversations, export and erasure.' },
  search: { zh: '姓名、订单号或标签的开头，或完整的访客编号、openid', en: 'How a name, order number or tag begins; or a whole id or openid' },
  find: { zh: '查找', en: 'Find' },
  visitor: { zh: '访客', en: 'Visitor' },
  level: { zh: '等级和标签', en: 'Level and tags' },
  order: { zh: '订单号', en: 'Order' },
  entry: { zh: '最近的入口', en: 'Last entry' },
  seen: { zh: '最后出现', en: 'Last seen' },
  open: { zh: '查看', en: 'Open' },
  emptyTitle: { zh: '还没有访客', en: 'No visitors yet' },
  emptyText: { zh: '有人打开小程序或网页聊天后，会出现在这里。', en: 'They appear once somebody opens the mini-program or the chat.' },
  noneTitle: { zh: '没有找到“{query}”', en: 'Nothing found for “{query}”' },
  noneText: { zh: '姓名要从第一个字开始写；访客编号和 openid 要写完整。', en: 'A name is found by its beginning; an id or openid must be whole.' },
  clear: { zh: '清空查找', en: 'Clear the search' },
} as const satisfies WordTable;
