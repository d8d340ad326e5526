/** Texts of the phone around the mini-program, which has its own. */
const table = {
  title: { zh: '试用手机', en: 'Trial phone' },
  about: { zh: '这是小程序本身，在浏览器里运行。点一个入口，就像在微信里一样。', en: 'The mini-program itself, running in a browser. Tap an entry as you would in WeChat.' },
  agents: { zh: '客服那一边', en: 'The agents’ side' },
  agentsHint: { zh: '在模拟企业微信里接待和回复', en: 'Answer in the pretend WeCom' },
  newVisitor: { zh: '换一位访客', en: 'Be another visitor' },
  otherLanguage: { zh: 'English', en: '中文' },
  back: { zh: '返回', en: 'Back' },
  opening: { zh: '正在打开小程序…', en: 'Opening the mini-program…' },
  noPlatform: { zh: '连不上模拟微信。请确认试用程序还在运行，然后重试。', en: 'The pretend WeChat does not answer. See that the trial is still running, then try again.' },
  retry: { zh: '重试', en: 'Try again' },
  contact: { zh: '客服消息', en: 'Customer service' },
  kf: { zh: '微信客服', en: 'WeChat KF' },
  hint: { zh: '说点什么', en: 'Say something' },
  send: { zh: '发送', en: 'Send' },
  picture: { zh: '图片', en: 'Picture' },
  notPicture: { zh: '请选择 PNG、JPEG 或 GIF 图片。', en: 'Please choose a PNG, JPEG or GIF.' },
  unsent: { zh: '没有发出去，请再试一次。', en: 'Not sent; please try again.' },
  cardOffer: { zh: '可能要发送的小程序', en: 'Send this card?' },
  card: { zh: '小程序', en: 'Mini-program' },
  typing: { zh: '对方正在输入…', en: 'typing…' },
  service: { zh: '服务通知', en: 'Service notice' },
  recalled: { zh: '已撤回一条消息', en: 'A message was recalled' },
  other: { zh: '［其他消息］', en: '[another kind of message]' },
  permitAsk: { zh: '允许小程序给您发送一次通知吗？', en: 'May this mini-program notify you once?' },
  permitAbout: { zh: '有客服回复时，微信会提醒您。', en: 'WeChat will tell you when somebody answers.' },
  allow: { zh: '允许', en: 'Allow' },
  yes: { zh: '确定', en: 'OK' },
  closePicture: { zh: '关闭图片', en: 'Close the picture' },
  decline: { zh: '取消', en: 'Not now' },
  edited: { zh: '链接被改动过：会话打开了，但商家不会知道您从哪里来。', en: 'The link was edited: the chat is open, but the shop does not know where you came from.' },
} as const;

export type Word = keyof typeof table;
export type Say = (word: Word) => string;
export type Language = 'zh' | 'en';

export const sayIn = (language: Language): Say => (word) => table[word][language];
