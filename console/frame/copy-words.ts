import type { WordTable } from './language';

export const copyWords = {
  copy: { zh: '复制', en: 'Copy' },
  copyOf: { zh: '复制{what}', en: 'Copy {what}' },
  copied: { zh: '已复制', en: 'Copied' },
  notCopied: { zh: '浏览器不让复制，请选中后手动复制', en: 'The browser would not copy; select it and copy by hand' },
} as const satisfies WordTable;
