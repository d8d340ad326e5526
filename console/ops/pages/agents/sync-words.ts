import type { WordTable } from '../../../frame/language';

export const syncWords = {
  title: { zh: '从企业微信同步', en: 'Sync with WeCom' },
  about: { zh: '比较应用可见范围里的成员和这里的客服。去掉勾就保持原样；改动进草稿，发布后生效。', en: 'Compares the members our application may see with the agents here. Untick what shall stay; changes go into the draft.' },
  same: { zh: '和企业微信一致，没有需要改的。', en: 'All as in WeCom; nothing to change.' },
  unchanged: { zh: '另有 {n} 位客服没有变化。', en: '{n} other agent is unchanged. | {n} other agents are unchanged.' },
  hidden: { zh: '有 {n} 个部门不在可见范围里，没有比较。', en: '{n} department may not be looked into. | {n} departments may not be looked into.' },
  added: { zh: '新增', en: 'New' },
  renamed: { zh: '改名', en: 'Renamed' },
  disabled: { zh: '停用', en: 'Switched off' },
  becomes: { zh: '{before} 改为 {after}', en: '{before} becomes {after}' },
  left: { zh: '{name}：已离职', en: '{name}: has left' },
  'switched-off': { zh: '{name}：在企业微信里停用了', en: '{name}: switched off in WeCom' },
  'out-of-range': { zh: '{name}：不在应用可见范围里', en: '{name}: outside our range' },
  apply: { zh: '同步到草稿', en: 'Bring into the draft' },
  applied: { zh: '已同步到草稿，请核对后发布', en: 'In the draft; review and publish it' },
  stale: { zh: '草稿或企业微信的成员刚刚变了，请看看新的结果。', en: 'The draft or WeCom’s members changed just now; look again.' },
} as const satisfies WordTable;
