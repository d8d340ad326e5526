import type { WordTable } from '../../frame/language';

export const draftWords = {
  unpublished: { zh: '有 {n} 处未发布的改动，访客还看不到。', en: 'There is {n} unpublished change; visitors do not see it yet. | There are {n} unpublished changes; visitors do not see them yet.' },
  goPublish: { zh: '查看并发布', en: 'Review and publish' },
  saved: { zh: '已保存到草稿，发布后生效', en: 'Saved to the draft; in force once published' },
  removed: { zh: '已从草稿删除，发布后生效', en: 'Removed from the draft; in force once published' },
  changed: { zh: '{by}刚刚改过这一项，现在保存会覆盖那次修改。', en: '{by} has just changed this; saving now would overwrite that.' },
  gone: { zh: '{by}刚刚删除了这一项，现在保存会把它加回来。', en: '{by} has just deleted this; saving now would add it again.' },
  someone: { zh: '有同事', en: 'A colleague' },
  takeTheirs: { zh: '看改后的内容', en: 'Show the new content' },
  keepMine: { zh: '仍然保存我的', en: 'Save mine anyway' },
} as const satisfies WordTable;
