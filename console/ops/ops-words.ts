import type { WordTable } from '../frame/language';

export const opsWords = {
  menu: { zh: '菜单', en: 'Menu' },
  skip: { zh: '跳到内容', en: 'Skip to the content' },
  workbench: { zh: '去工作台', en: 'Workbench' },
} as const satisfies WordTable;
