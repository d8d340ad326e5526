import type { WordTable } from '../../frame/language';

export const searchWords = {
  title: { zh: '搜索聊天记录', en: 'Search what was said' },
  hint: { zh: '输入说过的话，例如“退款”', en: 'Words that were said, such as “refund”' },
  act: { zh: '搜索', en: 'Search' },
  begin: { zh: '在您能看到的会话里查找，备注也会找到。', en: 'Looks through the conversations you may read, notes too.' },
  none: { zh: '没有找到“{query}”', en: 'Nobody said “{query}”' },
  noneYet: { zh: '{time} 以来没有找到“{query}”', en: 'Nobody said “{query}” since {time}' },
  older: { zh: '继续往前找', en: 'Look further back' },
  searchedTo: { zh: '已找到 {time} 的会话', en: 'Looked through conversations since {time}' },
  found: { zh: '{n} 条', en: '{n} place | {n} places' },
  note: { zh: '备注', en: 'note' },
} as const satisfies WordTable;
