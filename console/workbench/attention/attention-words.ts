import type { WordTable } from '../../frame/language';

export const attentionWords = {
  menu: { zh: '提醒', en: 'Alerts' },
  sound: { zh: '声音', en: 'Sound' },
  soundAbout: { zh: '有新会话或新消息、而您没在看时响一声', en: 'Rings for what is new while you are not looking at it' },
  listen: { zh: '试听', en: 'Listen' },
  notices: { zh: '桌面通知', en: 'Desktop notices' },
  noticesAbout: { zh: '窗口不在前面时弹出，不显示消息内容以外的资料', en: 'Shown while this window is not in front' },
  allow: { zh: '允许桌面通知', en: 'Allow desktop notices' },
  allowAbout: { zh: '点一下，浏览器会问您是否允许', en: 'Your browser will ask you' },
  denied: { zh: '浏览器已禁止通知。请点地址栏左边的图标，把“通知”改为允许。', en: 'The browser blocks notices. Allow them by the icon left of the address.' },
  missing: { zh: '这个浏览器不支持桌面通知，会用声音提醒您。', en: 'This browser has no desktop notices; you are alerted by sound.' },
  unread: { zh: '（{count}）', en: '({count}) ' },
  newWords: { zh: '{name} 发来消息', en: '{name} wrote' },
  picture: { zh: '[图片]', en: '[picture]' },
  many: { zh: '{n} 条未读', en: '{n} unread' },
} as const satisfies WordTable;
