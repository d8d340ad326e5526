import type { WordTable } from '../../frame/language';

export const statusWords = {
  status: { zh: '我的状态', en: 'My status' },
  online: { zh: '在线', en: 'Online' },
  away: { zh: '离开', en: 'Away' },
  offline: { zh: '离线', en: 'Offline' },
  onlineAbout: { zh: '会分配给您新的会话', en: 'You are given new conversations' },
  awayAbout: { zh: '不分配新的会话，已有的继续', en: 'No new conversations; yours go on' },
  offlineAbout: { zh: '不再接待，已有的会话会转给同事', en: 'Your conversations go to colleagues' },
  load: { zh: '{load}/{limit} 个会话', en: '{load}/{limit} conversations' },
  loadFree: { zh: '{load} 个会话', en: '{load} conversations' },
  pausedMisses: { zh: '您多次没有及时回复，系统已暂停给您分配会话。', en: 'You missed several visitors, so the system has paused you.' },
  paused: { zh: '系统已暂停给您分配会话。', en: 'The system has paused you.' },
  resume: { zh: '恢复接待', en: 'Receive again' },
  forced: { zh: '{by}把您设为了离线。', en: '{by} has set you offline.' },
  unknown: { zh: '还不知道您的状态', en: 'Your status is not known yet' },
} as const satisfies WordTable;
