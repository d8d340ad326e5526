import { sayFrom, type Language } from './shared-values/asking/language';

/** Every text of the mini-program that the server does not send. `{…}` is filled in by `say`. */
const table = {
  homeTitle: { zh: '联系客服', en: 'Contact us' },
  homeQuestion: { zh: '您想找谁？', en: 'Who would you like to talk to?' },
  homeHint: { zh: '点一下，直接找到负责的人', en: 'One tap takes you to the person in charge' },
  otherLanguage: { zh: 'English', en: '中文' },
  loading: { zh: '正在加载', en: 'Loading' },
  retry: { zh: '重试', en: 'Try again' },
  goHome: { zh: '看看其他入口', en: 'See all contacts' },

  emptyTitle: { zh: '还没有客服入口', en: 'Nobody to contact yet' },
  emptyText: { zh: '商家还没有开放客服，请稍后再来看看。', en: 'The shop has not opened any contact yet. Please come back later.' },
  offlineTitle: { zh: '连不上网络', en: 'No connection' },
  offlineText: { zh: '请检查手机网络，然后点“重试”。', en: 'Check your network, then tap “Try again”.' },
  timeoutTitle: { zh: '网络有点慢', en: 'The network is slow' },
  timeoutText: { zh: '等了一会儿还没有回应，请点“重试”。', en: 'There was no answer in time. Tap “Try again”.' },
  troubleTitle: { zh: '暂时打不开', en: 'This does not open right now' },
  badAnswerText: { zh: '收到的内容看不懂，可能连着需要登录的网络。请换个网络再试。', en: 'The answer made no sense; this network may want you to sign in. Try another one.' },
  wechatLoginText: { zh: '微信登录没有成功，请点“重试”。', en: 'Signing in with WeChat did not work. Tap “Try again”.' },
  unknownTitle: { zh: '找不到这个入口', en: 'This contact is gone' },
  unknownText: { zh: '它可能已经停用，请看看其他入口。', en: 'It may have been switched off. Please look at the others.' },
  stale: { zh: '网络不通，下面是 {time} 的情况。点这里重试', en: 'No connection; this is how it was at {time}. Tap to try again' },


  contact: { zh: '联系', en: 'Chat' },
  queueUp: { zh: '排队', en: 'Queue' },
  leave: { zh: '留言', en: 'Message' },
  contactLarge: { zh: '开始咨询', en: 'Start chatting' },
  queueLarge: { zh: '排队咨询', en: 'Join the queue' },
  leaveLarge: { zh: '给我们留言', en: 'Leave a message' },
  leaveInstead: { zh: '不想等？先留言', en: 'Rather not wait? Leave a message' },

  callMe: { zh: '有回复时提醒我', en: 'Notify me of a reply' },
  callMeInQueue: { zh: '排队时不想守着？有人回复时提醒我', en: 'Rather not wait here? Notify me of the reply' },
  callMeAllowed: { zh: '好的。如果您没看到客服的回复，微信会在“服务通知”里提醒您一次。', en: 'All right. If you miss a reply, WeChat will notify you once.' },
  callMeDeclined: { zh: '不会提醒您。您随时可以回到这里查看回复。', en: 'You will not be notified. Come back here for replies at any time.' },
  callMeOff: { zh: '微信没有打开提醒。请在小程序右上角“…”→“设置”里打开订阅消息。', en: 'WeChat could not ask. Switch subscribe messages on under “…” → Settings of this mini-program.' },

  conversations: { zh: '我的会话', en: 'My conversations' },
  noConversationsTitle: { zh: '还没有会话', en: 'No conversations yet' },
  noConversationsText: { zh: '您联系过的客服会出现在这里。', en: 'Whoever you contact will appear here.' },
  stateWaiting: { zh: '排队中', en: 'In the queue' },
  stateAssigned: { zh: '接待中', en: 'Open' },
  stateClosed: { zh: '已结束', en: 'Ended' },
  stateLeft: { zh: '已留言，等待回复', en: 'Message left' },
  goOn: { zh: '继续咨询', en: 'Go on' },
  contactAgain: { zh: '再次联系', en: 'Contact again' },
  nothingSaid: { zh: '这次会话没有消息。', en: 'Nothing was said in this conversation.' },
  unreadCount: { zh: '{count} 条新回复', en: '{count} new' },
  saidByMe: { zh: '我：{text}', en: 'You: {text}' },
  saidBy: { zh: '{name}：{text}', en: '{name}: {text}' },
  alertsLabel: { zh: '新回复提示', en: 'Alert me to new replies' },
  alertsHint: { zh: '打开小程序时，有新回复会响铃并震动', en: 'Sound and vibration while this mini-program is open' },

  kfFailed: { zh: '微信客服没有打开（{code}）。', en: 'WeChat’s chat did not open ({code}). ' },
  kfAgain: { zh: '请再点一次，或者先留言。', en: 'Tap again, or leave a message.' },
  kfUpdate: { zh: '请更新微信，或者先留言。', en: 'Update WeChat, or leave a message.' },
  kfOtherRoad: { zh: '再点一次按钮会改用小程序客服消息，找到的是同一位客服；也可以先留言。', en: 'Tap the button again to use the mini-program’s own chat with the same agents, or leave a message.' },
  kfTooOld: { zh: '这个微信版本打不开微信客服。', en: 'This WeChat is too old to open the chat. ' },

  leaveTitle: { zh: '留言', en: 'Leave a message' },
  leaveTo: { zh: '留言给「{label}」', en: 'A message for “{label}”' },
  leaveHint: { zh: '写下您的问题，客服上班后会回复您。', en: 'Write your question; we will answer as soon as somebody is back.' },
  textLabel: { zh: '您的问题', en: 'Your question' },
  textExample: { zh: '例如：订单还没有收到，想问问到哪里了', en: 'For example: my order has not arrived, where is it?' },
  contactLabel: { zh: '联系方式（选填）', en: 'How to reach you (optional)' },
  contactExample: { zh: '手机号、微信号或邮箱', en: 'Phone, WeChat ID or e-mail' },
  send: { zh: '发送留言', en: 'Send' },
  sending: { zh: '正在发送…', en: 'Sending…' },
  sendAgain: { zh: '重新发送', en: 'Send again' },
  sentTitle: { zh: '留言已收到', en: 'We have your message' },
  done: { zh: '完成', en: 'Done' },
  another: { zh: '再写一条', en: 'Write another' },
  unsent: { zh: '上次的留言还没有发出去，可以直接重新发送。', en: 'Your last message was not sent yet; you can send it again.' },
  leaveOffline: { zh: '没有网络，还没有发出去。内容已保存在手机上，联网后点“重新发送”。', en: 'No connection, so it was not sent. It is kept on this phone; tap “Send again” when you are back online.' },
  leaveTimeout: { zh: '网络太慢，不确定是否发出。请点“重新发送”，不会重复留言。', en: 'The network is too slow to be sure. Tap “Send again”; it will not arrive twice.' },
  leaveFailed: { zh: '没有发出去：{why}。内容还在，可以重新发送。', en: 'Not sent: {why}. Your words are still here; you can send again.' },
} as const;

export type WordKey = keyof typeof table;

/** Pieces read aloud in one breath; empty ones are left out. */
export const spokenOf = (language: Language, parts: readonly string[]): string => parts.filter((part) => part !== '').join(language === 'zh' ? '，' : ', ');

export const say = sayFrom(table);
