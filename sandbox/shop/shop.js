'use strict';

const words = {
  zh: {
    welcome: '已登录：王小明（VIP），订单 20260107-88 由陈晨负责。再点“找售后”试试。',
    refused: '客服系统没有认出这个身份，您仍然是匿名访客。请刷新页面再试。',
    noSite: '这里的数据是旧版本建立的，还没有示例网站。换一个数据目录（DATA_DIR）重新启动，就能看到完整的演示。',
    noServer: '暂时连不上服务器，请稍后再试。',
    noWidget: '网页组件没有加载出来。请运行 npm run build，重新启动后刷新页面。',
    unread: (count) => `您有 ${count} 条新回复。`,
  },
  en: {
    welcome: 'Signed in: Wang Xiaoming (VIP), order 20260107-88 looked after by 陈晨. Now try “Something about an order”.',
    refused: 'The desk did not believe this identity, so you are still anonymous. Reload the page and try again.',
    noSite: 'The data here was made by an older version and has no sample web page. Start with another data folder (DATA_DIR) to see all of it.',
    noServer: 'The server cannot be reached at the moment; please try again later.',
    noWidget: 'The widget did not load. Run npm run build, start again and reload this page.',
    unread: (count) => `You have ${count} new ${count === 1 ? 'answer' : 'answers'}.`,
  },
}[document.documentElement.lang.startsWith('en') ? 'en' : 'zh'];

const note = document.querySelector('[data-part="note"]');
const say = (text) => {
  note.textContent = text;
  note.hidden = text === '';
};

/** The widget's script comes when it comes; it tells the page when it is there. */
const zhida = new Promise((there) => {
  if (window.Zhida !== undefined) there(window.Zhida);
  else window.addEventListener('zhida:ready', () => there(window.Zhida), { once: true });
});
document.querySelector('script[data-site]').addEventListener('error', () => say(words.noWidget));

for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => {
    void zhida.then((api) => api.open(button.dataset.open));
  });
}

const signIn = async () => {
  const answer = await fetch('identity').catch(() => undefined);
  if (answer === undefined) return words.noServer;
  if (!answer.ok) return answer.status === 404 ? words.noSite : words.noServer;
  // a shop's own server would have put this into the page, or answered it to its own user
  const identity = await answer.json();
  return (await (await zhida).identify(identity)) ? words.welcome : words.refused;
};

const button = document.querySelector('[data-act="sign-in"]');
button.addEventListener('click', () => {
  button.disabled = true;
  void signIn().then(say).finally(() => {
    button.disabled = false;
  });
});

void zhida.then((api) => api.on('unread', (count) => say(count === 0 ? '' : words.unread(count))));
