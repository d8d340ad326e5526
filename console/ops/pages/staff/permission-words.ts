import type { Permission } from '../../../../shared/permissions';

/** What each permission lets somebody do, in words; a new one does not compile without. */
export const permissionWords: Readonly<Record<Permission, { zh: string; en: string }>> = {
  'self': { zh: '登录、修改自己的密码', en: 'Sign in, change the own password' },
  'work': { zh: '在工作台接待访客', en: 'Answer visitors at the workbench' },
  'supervise': { zh: '查看、接管、转交和结束任何人的会话', en: 'Read, take, pass on and end anybody’s conversation' },
  'agents': { zh: '让客服下线、恢复接待', en: 'Force agents offline and back' },
  'board': { zh: '实时看板、首页和报表', en: 'The board, the home page and reports' },
  'conversations': { zh: '所有会话、路由凭据和留言', en: 'All conversations, receipts and left messages' },
  'deliveries': { zh: '查看发送记录、重发', en: 'Deliveries, and sending again' },
  'canned': { zh: '编辑共享的快捷回复', en: 'Write shared canned replies' },
  'config-read': { zh: '查看接待配置、试算和回放', en: 'Read the configuration, preview and replay' },
  'config-write': { zh: '修改接待配置、发布、导入', en: 'Edit the configuration, publish, import' },
  'kf-receivers': { zh: '设置微信客服的接待人员', en: 'Say who receives on 微信客服' },
  'members': { zh: '查看企业微信成员、同步客服', en: 'See WeCom’s members and sync agents' },
  'audit': { zh: '查看操作日志', en: 'Read the audit log' },
  'staff': { zh: '管理账号、角色和密码', en: 'Logins, roles and passwords of others' },
  'sites': { zh: '管理站点密钥和事件推送', en: 'Keys, secrets and webhooks of sites' },
  'visitors': { zh: '导出或删除一位访客的数据', en: 'Export or erase one visitor' },
};
