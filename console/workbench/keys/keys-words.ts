import type { WordTable } from '../../frame/language';

export const keysWords = {
  title: { zh: '键盘快捷键', en: 'Keyboard' },
  next: { zh: '下一个会话', en: 'Next conversation' },
  previous: { zh: '上一个会话', en: 'Previous conversation' },
  send: { zh: '发送', en: 'Send' },
  newLine: { zh: '换行', en: 'New line' },
  canned: { zh: '快捷回复（输入框为空时）', en: 'Canned replies, in an empty composer' },
  search: { zh: '搜索聊天记录', en: 'Search what was said' },
  leave: { zh: '关闭弹出的内容', en: 'Close what has opened' },
  help: { zh: '显示这些快捷键', en: 'Show these keys' },
  signOutTitle: { zh: '现在退出？', en: 'Sign out now?' },
  signOutText: { zh: '您还有 {n} 个会话没有结束，退出后会立刻转给同事。只想休息的话，把状态改为“离开”就行。', en: 'You have {n} open conversation; it goes to a colleague at once. To rest, choose “Away” instead. | You have {n} open conversations; they go to colleagues at once. To rest, choose “Away” instead.' },
  signOut: { zh: '退出登录', en: 'Sign out' },
} as const satisfies WordTable;
