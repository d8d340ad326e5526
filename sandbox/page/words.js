import { KF_WORDS } from './kf-words.js';

const WORDS = {
  zh: {
    ...KF_WORDS.zh,
    title: '模拟微信',
    subtitle: '访客和客服都由您来扮演；中间的消息由您的服务转达。',
    plusMinute: '时钟 +1 分钟', plusHour: '+1 小时', plusWindow: '+48 小时',
    clockAhead: (minutes) => `时钟快 ${minutes} 分钟`,
    visitorPhone: '访客的微信', visitor: '访客', newVisitor: '新访客', enter: '点客服按钮进入',
    memberPhone: '客服的企业微信', member: '成员', newMember: '加成员', add: '添加', openApp: '打开应用', appMenu: '应用菜单',
    message: '消息', send: '发送', image: '图片', visitorHint: '对客服说点什么', memberHint: '回复访客',
    noVisitor: '还没有访客，请点“新访客”。', noMember: '还没有成员，请在上面填写 userid 添加。',
    noLines: '还没有消息。', closed: '回复窗口未打开：服务现在不能发消息', open: (left, until) => `还能收到 ${left} 条，到 ${until} 为止`,
    typing: '对方正在输入…', recalled: '已撤回一条消息', file: '文件', subscribe: '服务通知', card: '小程序', done: '已处理', picture: '图片',
    pushState: { failed: '服务没有收下这条消息', 'not-configured': '还没有设置推送地址，消息没有送出', dropped: '按设定丢掉了这次通知' },
    lost: '与模拟微信的连接断了，正在重连…',
  },
  en: {
    ...KF_WORDS.en,
    title: 'Sandbox',
    subtitle: 'You play both the visitor and the agent; your server carries the messages between them.',
    plusMinute: 'Clock +1 min', plusHour: '+1 h', plusWindow: '+48 h',
    clockAhead: (minutes) => `clock ${minutes} min ahead`,
    visitorPhone: "Visitor's WeChat", visitor: 'Visitor', newVisitor: 'New visitor', enter: 'Enter by the button',
    memberPhone: "Agent's WeCom", member: 'Member', newMember: 'Add member', add: 'Add', openApp: 'Open the app', appMenu: 'App menu',
    message: 'Message', send: 'Send', image: 'Image', visitorHint: 'Say something to the agent', memberHint: 'Answer the visitor',
    noVisitor: 'No visitor yet: press "New visitor".', noMember: 'No member yet: type a userid above and add one.',
    noLines: 'No messages yet.', closed: 'Reply window closed: the server cannot send now', open: (left, until) => `can still receive ${left}, until ${until}`,
    typing: 'typing…', recalled: 'a message was recalled', file: 'File', subscribe: 'Service notice', card: 'Mini-program', done: 'done', picture: 'Picture',
    pushState: { failed: 'the server did not take this', 'not-configured': 'no push address is set, nothing was sent', dropped: 'this push was dropped as told' },
    lost: 'Lost the sandbox, reconnecting…',
  },
};

let language = localStorage.getItem('sandbox-language') === 'en' ? 'en' : 'zh';

export function word(name) {
  return WORDS[language][name];
}

/** Puts the words of the language into the page. */
export function showWords() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = word(element.dataset.hint);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', word(element.dataset.label));
  const other = document.getElementById('language');
  other.textContent = language === 'zh' ? 'English' : '中文';
  other.lang = language === 'zh' ? 'en' : 'zh-CN';
}

export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('sandbox-language', language);
  showWords();
}
