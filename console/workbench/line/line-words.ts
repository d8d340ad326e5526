import type { WordTable } from '../../frame/language';

export const lineWords = {
  offline: { zh: '连接断开了，正在重新连接。新消息会在恢复后一起出现。', en: 'The line is lost; reconnecting. New messages appear once it is back.' },
  elsewhere: { zh: '您打开了太多工作台页面，这一页已经停下。', en: 'So many of your workbench pages are open that this one has stopped.' },
  use: { zh: '在这里继续', en: 'Go on here' },
} as const satisfies WordTable;
