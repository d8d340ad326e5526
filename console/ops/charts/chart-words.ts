import type { WordTable } from '../../frame/language';

export const chartWords = {
  nothing: { zh: '这些天还没有数据', en: 'Nothing was counted in these days' },
} as const satisfies WordTable;
