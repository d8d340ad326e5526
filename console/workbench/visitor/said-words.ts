import type { WordTable } from '../../frame/language';

export const saidWords = {
  visitor: { zh: '访客', en: 'Visitor' },
  agent: { zh: '客服', en: 'Agent' },
  system: { zh: '系统', en: 'System' },
  note: { zh: '备注', en: 'Note' },
  image: { zh: '[图片]', en: '[picture]' },
  file: { zh: '[文件] {name}', en: '[file] {name}' },
  card: { zh: '[卡片] {title}', en: '[card] {title}' },
  unsupported: { zh: '[暂不支持的消息]', en: '[unsupported message]' },
  recalled: { zh: '已撤回', en: 'Taken back' },
} as const satisfies WordTable;
