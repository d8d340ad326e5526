import { whyCode, whyWords } from './why-words';

interface Words {
  zh: string;
  en: string;
}

/** Where an account of 微信客服 stands, as ops read it. */
export const kfAccountWords = {
  'ours': { zh: '已交给本应用，可以使用。', en: 'Handed to our application; ready to use.' },
  'not-ours': {
    zh: '还没有交给本应用：请在企业微信管理后台的“微信客服 → API”里，把这个客服账号交给本应用管理。',
    en: 'Not handed to our application: in WeCom’s console, under 微信客服 → API, let the application manage this account.',
  },
  'gone': {
    zh: '企业微信里已经没有这个客服账号，用它的入口打不开；请给这些入口换一个账号。',
    en: 'WeCom no longer has this account, so entries that use it do not open; give them another.',
  },
} as const;
export type KfAccountState = keyof typeof kfAccountWords;

/** Whether somebody takes visitors on an account, as ops read it. */
export const receivingWords = {
  'receiving': { zh: '正在接待', en: 'receiving' },
  'suspended': { zh: '暂时挂起：不接新访客，手上的会话继续', en: 'suspended: takes no new visitors, goes on with the present ones' },
  'stopped': { zh: '停止接待：请本人在企业微信的“微信客服”里打开接待', en: 'stopped: he can switch receiving on in WeCom, under 微信客服' },
  'unknown': { zh: '企业微信没有告诉我们他是否在接待；请检查这个客服账号是否已交给本应用', en: 'WeCom does not tell whether he receives; see that the account is handed to our application' },
} as const;

/** Why an agent named by an entry of the account cannot receive there. */
export const missingReceiverWords = {
  'not-added': { zh: '还不是这个客服账号的接待人员，访客转不到他；请把他加进来。', en: 'Not yet a receiver of this account, so no visitor reaches him; add him.' },
  'no-wecom-user': { zh: '还没有填企业微信账号，请先在客服资料里补上。', en: 'Has no WeCom user; add it to the agent first.' },
} as const;
export type MissingReceiver = keyof typeof missingReceiverWords;

/** What linking an entry to an account leaves to be done before it is published. */
export const linkReceiverWords = {
  'nobody': {
    zh: '这个入口要找的客服，没有一位是这个客服账号的接待人员：发布后访客点了找不到人。请先把他们加进来，再发布。',
    en: 'None of the agents this entry asks is a receiver of this account, so its visitors would find nobody. Add them before you publish.',
  },
  'unchecked': {
    zh: '入口已关联，但现在问不到企业微信谁在这个账号上接待。发布前请看一下接待人员名单，确认有人。',
    en: 'The entry is linked, but WeCom could not be asked who receives on this account. Look at its receivers before you publish, and see that somebody is there.',
  },
} as const;

/** Those of the platform's answers that ops meet while setting up; by `why`, or its code when that is all there is to say. */
const setupWhys: Readonly<Record<string, Words>> = {
  'not-handed': kfAccountWords['not-ours'],
  'no-account': kfAccountWords.gone,
  'settings:48002': { zh: '本应用没有微信客服的接口权限：请在企业微信管理后台的“微信客服 → API → 可调用接口的应用”里加上它。', en: 'The application may not use 微信客服: add it in WeCom’s console under 微信客服 → API → 可调用接口的应用.' },
  'settings:60011': { zh: '有成员不在本应用的可见范围内：请在企业微信管理后台扩大可见范围。', en: 'Somebody is outside the application’s visible range: widen it in WeCom’s console.' },
  'settings:60020': { zh: '服务器的 IP 不在应用的可信 IP 里：请在企业微信管理后台添加，约一分钟后生效。', en: 'The server’s IP is not trusted by the application: add it in WeCom’s console; it works a minute later.' },
  'settings:95011': { zh: '微信客服在企业微信内使用，但设置里填的是独立使用的 Secret；请改填自建应用的 Secret。', en: '微信客服 runs inside WeCom, but the secret is that of the standalone mode; use the application’s own secret.' },
  'settings:95012': { zh: '微信客服还是独立使用，没有转到企业微信内；请先在微信客服后台转过来。', en: '微信客服 still runs standalone; move it into WeCom first.' },
  'settings:95017': { zh: '微信客服的 API 功能已关闭：请在企业微信管理后台打开。', en: 'The API of 微信客服 is switched off: switch it on in WeCom’s console.' },
  'settings': { zh: '企业微信的设置不对，没有执行：请运行 npm run doctor 查看原因，改好后再试。', en: 'A setting of WeCom is wrong, so nothing was done: npm run doctor tells which; correct it and try again.' },
  'no-answer:no-link-with-a-scene': { zh: '企业微信没有给出能识别入口的链接，请稍后再试；还是不行请告诉管理员。', en: 'WeCom gave no link that tells the entry; try again later, and tell your administrator if it stays so.' },
  'no-answer:not-named': { zh: '企业微信没有说这一位是否成功；请刷新名单确认。', en: 'WeCom did not say whether this one succeeded; reload the list to see.' },
  'no-answer': { zh: '企业微信没有回应；请刷新后确认，再试一次。', en: 'WeCom did not answer; reload to see what is so, and try again.' },
  'not-sent': { zh: '连不上企业微信，请稍后再试。', en: 'WeCom cannot be reached; try again later.' },
  'busy': { zh: '企业微信繁忙，请稍后再试。', en: 'WeCom is busy; try again later.' },
  'token': { zh: '与企业微信的连接凭证正在更新，请稍后再试。', en: 'The connection to WeCom is being renewed; try again in a moment.' },
  'rate': { zh: '操作太频繁，企业微信要求等待，请稍后再试。', en: 'Too many requests; WeCom asks us to wait. Try again later.' },
  'bad-recipient': { zh: '企业微信里没有这位成员，请核对客服资料里的企业微信账号。', en: 'WeCom has no such member; check the WeCom user of the agent.' },
  'bad-request': { zh: '企业微信不接受这次操作，请把错误码告诉管理员。', en: 'WeCom does not accept this; tell your administrator the code.' },
};

/** Words for whoever sets 微信客服 up; what is not special to that has the words of `whyWords`. */
export function setupWhyWords(why: string): Words {
  const found = [why, whyCode(why) ?? why].find((one) => Object.hasOwn(setupWhys, one));
  return (found === undefined ? undefined : setupWhys[found]) ?? whyWords(why);
}
