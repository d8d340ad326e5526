import type { WordTable } from '../frame/language';

export const workbenchWords = {
  console: { zh: '去后台', en: 'Console' },
  conversations: { zh: '会话', en: 'Conversations' },
  talk: { zh: '聊天', en: 'Talk' },
  visitor: { zh: '访客', en: 'Visitor' },
  noAgentTitle: { zh: '这个账号没有对应的客服', en: 'This login belongs to no agent' },
  noAgentText: { zh: '工作台给接待访客的人用。请管理员在运营后台的「账号与角色」里，为您的账号选上一位客服。', en: 'The workbench is for those who answer visitors. Ask an administrator to choose an agent for your login, under “Logins and roles” in the console.' },
} as const satisfies WordTable;
