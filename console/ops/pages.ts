import { Avatar, ChatLineRound, ChatLineSquare, Clock, Connection, Coordinate, DataAnalysis, EditPen, FolderOpened, Grid, Guide, HomeFilled, Message, Odometer, Position, Promotion, RefreshLeft, Service, Setting, Share, Tickets, User, UserFilled } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Permission } from '../../shared/permissions';
import type { Words } from '../frame/language';

/** One page of the console. The menu and the routes are both made from these. */
export interface OpsPage {
  /** Name of its route; its address is the same unless `path` says how it goes on. */
  name: string;
  /** Where one of its things has an address of its own: `entries/:key?`. */
  path?: string;
  title: Required<Words>;
  icon: Component;
  /** Who may open it; for everybody else it is not in the menu. */
  permission: Permission;
  /** It edits the draft: changes are in force only after they are published. */
  draft?: true;
  page(): Promise<{ default: Component }>;
}

export interface PageGroup {
  title: Required<Words>;
  pages: readonly OpsPage[];
}

/** Everything that is built, in the order of the menu. */
export const pageGroups: readonly PageGroup[] = [
  {
    title: { zh: '接待现场', en: 'What goes on' },
    pages: [
      { name: 'home', title: { zh: '首页', en: 'Home' }, icon: HomeFilled, permission: 'board', page: () => import('./pages/home/HomePage.vue') },
      { name: 'board', title: { zh: '看板', en: 'Board' }, icon: Odometer, permission: 'board', page: () => import('./pages/board/BoardPage.vue') },
      { name: 'conversations', title: { zh: '会话', en: 'Conversations' }, icon: ChatLineRound, permission: 'conversations', page: () => import('./pages/conversations/ConversationsPage.vue') },
      { name: 'left-messages', title: { zh: '留言', en: 'Left messages' }, icon: Message, permission: 'conversations', page: () => import('./pages/left-messages/LeftMessagesPage.vue') },
      { name: 'visitors', title: { zh: '访客', en: 'Visitors' }, icon: Avatar, permission: 'conversations', page: () => import('./pages/visitors/VisitorsPage.vue') },
      { name: 'receipts', title: { zh: '路由凭据', en: 'Receipts' }, icon: Guide, permission: 'conversations', page: () => import('./pages/receipts/ReceiptsPage.vue') },
      { name: 'reports', title: { zh: '报表', en: 'Reports' }, icon: DataAnalysis, permission: 'board', page: () => import('./pages/reports/ReportsPage.vue') },
      { name: 'deliveries', title: { zh: '投递', en: 'Deliveries' }, icon: Position, permission: 'deliveries', page: () => import('./pages/deliveries/DeliveriesPage.vue') },
    ],
  },
  {
    title: { zh: '接待配置', en: 'Configuration' },
    pages: [
      { name: 'entries', path: 'entries/:key?', title: { zh: '入口', en: 'Entries' }, icon: Grid, permission: 'config-read', draft: true, page: () => import('./pages/entries/EntriesPage.vue') },
      { name: 'agents', title: { zh: '客服', en: 'Agents' }, icon: User, permission: 'config-read', draft: true, page: () => import('./pages/agents/AgentsPage.vue') },
      { name: 'groups', title: { zh: '客服组', en: 'Groups' }, icon: Coordinate, permission: 'config-read', draft: true, page: () => import('./pages/groups/GroupsPage.vue') },
      { name: 'hours', title: { zh: '服务时间', en: 'Hours' }, icon: Clock, permission: 'config-read', draft: true, page: () => import('./pages/hours/HoursPage.vue') },
      { name: 'texts', title: { zh: '话术', en: 'Texts' }, icon: EditPen, permission: 'config-read', draft: true, page: () => import('./pages/texts/TextsPage.vue') },
      { name: 'canned', title: { zh: '快捷回复', en: 'Canned replies' }, icon: ChatLineSquare, permission: 'canned', page: () => import('./pages/canned/CannedPage.vue') },
      { name: 'settings', title: { zh: '设置', en: 'Settings' }, icon: Setting, permission: 'config-read', draft: true, page: () => import('./pages/settings/SettingsPage.vue') },
      { name: 'replay', title: { zh: '回放', en: 'Replay' }, icon: RefreshLeft, permission: 'config-read', draft: true, page: () => import('./pages/replay/ReplayPage.vue') },
      { name: 'publish', title: { zh: '发布', en: 'Publish' }, icon: Promotion, permission: 'config-read', page: () => import('./pages/publish/PublishPage.vue') },
    ],
  },
  {
    title: { zh: '接入', en: 'Connections' },
    pages: [
      { name: 'sites', title: { zh: '站点', en: 'Sites' }, icon: Connection, permission: 'config-read', draft: true, page: () => import('./pages/sites/SitesPage.vue') },
      { name: 'kf', title: { zh: '微信客服', en: 'WeChat service' }, icon: Service, permission: 'config-read', draft: true, page: () => import('./pages/kf/KfPage.vue') },
      { name: 'webhooks', title: { zh: '事件推送', en: 'Webhooks' }, icon: Share, permission: 'sites', page: () => import('./pages/webhooks/WebhooksPage.vue') },
    ],
  },
  {
    title: { zh: '管理', en: 'Administration' },
    pages: [
      { name: 'staff', title: { zh: '账号与角色', en: 'Logins and roles' }, icon: UserFilled, permission: 'staff', page: () => import('./pages/staff/StaffPage.vue') },
      { name: 'files', title: { zh: '导入导出', en: 'Import and export' }, icon: FolderOpened, permission: 'config-read', draft: true, page: () => import('./pages/files/FilesPage.vue') },
      { name: 'audit', title: { zh: '操作日志', en: 'Audit log' }, icon: Tickets, permission: 'audit', page: () => import('./pages/audit/AuditPage.vue') },
    ],
  },
];
