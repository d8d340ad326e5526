import type { WordTable } from './language';

/** The few texts that every page needs. */
export const frameWords = {
  product: { zh: '直达', en: 'Zhida' },
  again: { zh: '重试', en: 'Try again' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  save: { zh: '保存', en: 'Save' },
  edit: { zh: '编辑', en: 'Edit' },
  remove: { zh: '删除', en: 'Delete' },
  loading: { zh: '正在加载', en: 'Loading' },
  stale: { zh: '没有更新成功，下面是之前的内容。', en: 'Could not be refreshed; this is what was read before.' },
  waitFor: { zh: '请等 {time}后再试。', en: 'Try again in {time}.' },
  lost: { zh: '连不上服务器，正在重新连接。您看到的可能不是最新的。', en: 'The server cannot be reached; reconnecting. What you see may be out of date.' },
  notAllowedTitle: { zh: '您没有权限打开这个页面', en: 'You may not open this page' },
  notAllowedNext: { zh: '需要时请联系管理员调整您的角色。', en: 'Ask an administrator to change your role if you need it.' },
  nothingHereTitle: { zh: '没有这个页面', en: 'There is no such page' },
  nothingHereNext: { zh: '地址可能写错了，或者页面已经搬走。', en: 'The address may be mistyped, or the page has moved.' },
  home: { zh: '回到首页', en: 'Go to the start page' },
  language: { zh: '语言', en: 'Language' },
  theme: { zh: '外观', en: 'Appearance' },
  system: { zh: '跟随系统', en: 'As the system' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
} as const satisfies WordTable;
