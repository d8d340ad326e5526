import { busy, config, meaning, refused, tokenDied, wait, type CodeMeaning } from './reaction';

const MINUTE = 60_000;

export const UNKNOWN_WECOM_CODE = meaning(refused('bad-request'), '企业微信返回了未知的错误，请把错误码告诉管理员。', 'WeCom answered with an unknown error. Please tell your administrator the code.');

const ours = meaning(refused('bad-request'), '发给企业微信的请求有误，这是系统的问题，请把错误码告诉管理员。', 'Our request to WeCom was wrong. This is our fault; please tell your administrator the code.');
const tokenDead = meaning(tokenDied, '与企业微信的连接凭证已失效，正在更新，请稍后再试。', 'The access token has expired and is being renewed. Please try again shortly.');
const secret = meaning(config, '企业微信的 CorpID 或 Secret 不正确，请管理员检查设置。', 'The CorpID or Secret is wrong. Please ask your administrator to check the settings.');
const rights = meaning(config, '企业微信应用没有这个接口的权限，请管理员到管理后台开通。', 'The WeCom application may not use this interface. Please ask your administrator to allow it in the console.');
const member = meaning(refused('bad-recipient'), '企业微信里没有这位成员，请核对成员账号。', 'WeCom has no such member. Please check the member id.');
const kfMode = meaning(config, '微信客服的使用方式与设置不符（独立使用或在企业微信内），请管理员检查用的是哪个 Secret。', '微信客服 runs in the other mode (standalone or inside WeCom). Please ask your administrator which Secret is used.');
const kfAccount = meaning(config, '客服账号不存在或不属于本企业，请管理员检查。', 'The 客服 account does not exist or belongs to another corp. Please ask your administrator.');
const unavailable = meaning(refused('agent-not-receiving'), '这位同事目前没有在接待，请换一位。', 'This colleague is not receiving at the moment. Please choose another.');
const windowOver = meaning(refused('window-closed'), '客户已超过 48 小时没有说话，企业微信不再允许回复。等他再次发言即可继续。', 'The customer has been silent for over 48 hours, so WeCom allows no reply. Go on once he writes again.');
const state = meaning(refused('expired'), '会话已结束或换了状态，请刷新后再操作。', 'The session has ended or changed its state. Please refresh and try again.');

/** Sources: WeCom's global error list, message/send, update_template_card, gettoken and the 微信客服 pages. */
export const WECOM_CODES: ReadonlyMap<number, CodeMeaning> = new Map([
  [-1, meaning(busy, '企业微信系统繁忙，正在自动重试。', 'WeCom is busy; trying again by itself.')],
  [40001, secret],
  [40003, member],
  [40007, meaning(refused('media-expired'), '文件已过期（企业微信只保存 3 天），请重新发送。', 'The file has expired (WeCom keeps it for 3 days). Please send it again.')],
  [40008, ours],
  [40013, secret],
  [40014, tokenDead],
  [40029, meaning(refused('login-code'), '登录凭证已失效，请重新登录。', 'The login code is no longer valid. Please sign in again.')],
  [40056, meaning(config, '企业微信的 AgentId 不正确，请管理员检查设置。', 'The AgentId is wrong. Please ask your administrator to check the settings.')],
  [40058, ours],
  [40063, ours],
  [40091, secret],
  [40096, meaning(refused('bad-recipient'), '企业微信不认识这位客户，消息无法送达。', 'WeCom does not know this customer. The message cannot be delivered.')],
  [40201, meaning(config, '企业微信账号因敏感内容被限制，请管理员查看通知。', 'The WeCom account is blocked for sensitive content. Please ask your administrator.')],
  [41001, tokenDead],
  [42001, tokenDead],
  [42014, meaning(refused('duplicate'), '这张卡片已经发过。', 'This card was already sent.')],
  [42016, meaning(refused('expired'), '这张卡片已不存在，无法更新。', 'This card no longer exists and cannot be updated.')],
  [44004, meaning(refused('content'), '消息是空的，请输入内容。', 'The message is empty. Please write something.')],
  [45002, meaning(refused('too-long'), '消息太长，请分成几条再发。', 'The message is too long. Please send it in parts.')],
  [45009, meaning(wait(MINUTE), '调用太频繁，企业微信要求等待，稍后自动重试。', 'Too many requests; WeCom asks us to wait. Trying again by itself.')],
  [45033, meaning(wait(1_000), '同时的请求太多，稍后自动重试。', 'Too many requests at once; trying again by itself.')],
  [48002, rights],
  [50001, meaning(config, '登录地址的域名不是应用的可信域名，请管理员到管理后台设置。', 'The sign-in domain is not trusted by the application. Please ask your administrator to add it.')],
  [60011, meaning(config, '这位成员不在应用的可见范围内，请管理员调整可见范围。', "This member is outside the application's visible range. Please ask your administrator to widen it.")],
  [60020, meaning(config, '服务器的 IP 不在应用的可信 IP 里，请管理员添加，约一分钟后生效。', "The server's IP is not trusted by the application. Please ask your administrator to add it; it works a minute later.")],
  [60111, member],
  [81013, meaning(refused('bad-recipient'), '收件人都不可达：可能已离职、未激活或不在应用可见范围内。', 'None of the receivers can be reached: left, not activated, or outside the visible range.')],
  [90207, meaning(config, '小程序没有与企业微信关联，请管理员关联后再试。', 'The mini-program is not linked to WeCom. Please ask your administrator to link it.')],
  [301002, meaning(config, 'AgentId 与 Secret 不属于同一个应用，请管理员检查设置。', 'AgentId and Secret belong to different applications. Please ask your administrator.')],
  [845003, meaning(config, '微信开发者主体与企业主体不一致，请管理员检查绑定。', 'The WeChat developer identity belongs to another entity. Please ask your administrator.')],
  [95000, kfAccount],
  [95001, meaning(refused('count-spent'), '这一轮的 5 条回复已用完，客户再次发言后即可继续。', 'The 5 replies are used up. You can go on once the customer writes again.')],
  [95002, windowOver],
  [95003, meaning(config, '未认证企业的咨询人数已满，请管理员完成企业认证。', 'The number of customers of an unverified corp is used up. Please ask your administrator to verify it.')],
  [95004, kfAccount],
  [95005, meaning(config, '客服账号数量已达上限。', 'There are too many 客服 accounts.')],
  [95006, meaning(refused('content'), '客服账号名称不符合要求，请换一个名称。', 'The name of the 客服 account is not allowed. Please choose another.')],
  [95007, meaning(refused('expired'), '拉取消息的凭证已过期。', 'The token for pulling messages has expired.')],
  [95008, meaning(refused('content'), '菜单项太多，请减少到 10 项以内。', 'There are too many menu items. Please use 10 at most.')],
  [95009, ours],
  [95011, kfMode],
  [95012, kfMode],
  [95013, state],
  [95014, unavailable],
  [95015, meaning(config, '管理员已设置专属服务。', 'The administrator already set up an exclusive service.')],
  [95016, state],
  [95017, meaning(config, '微信客服的 API 功能已关闭，请管理员到管理后台打开。', 'The API of 微信客服 is switched off. Please ask your administrator to switch it on.')],
  [95018, state],
  [95019, unavailable],
  [95022, ours],
  [95023, meaning(config, '微信客服的 API 已授权给代开发应用，请管理员检查。', 'The API of 微信客服 is granted to another application. Please ask your administrator.')],
  [95024, windowOver],
  [95025, meaning(refused('count-spent'), '48 小时内只能发送一次名片。', 'A business card can be sent once in 48 hours.')],
  [95026, meaning(config, '客服账号的使用率太低，暂时不能再新建。', 'The 客服 accounts are used too little to create more.')],
  [95027, meaning(config, '未认证企业最多 10 个客服账号。', 'An unverified corp may have 10 客服 accounts.')],
  [95028, meaning(refused('expired'), '找不到要撤回的消息。', 'The message to recall was not found.')],
  [95029, meaning(refused('expired'), '消息已发出超过 2 分钟，不能撤回。', 'The message is older than 2 minutes and cannot be recalled.')],
  [95030, meaning(refused('content'), '这种消息类型不允许发送。', 'This kind of message is not allowed.')],
  [95031, windowOver],
  [95032, rights],
]);
