import { busy, config, ignore, meaning, refused, tokenDied, wait, type CodeMeaning } from './reaction';

const MINUTE = 60_000;

export const UNKNOWN_WECHAT_CODE = meaning(refused('bad-request'), '微信返回了未知的错误，请把错误码告诉管理员。', 'WeChat answered with an unknown error. Please tell your administrator the code.');

const oursZh = '发给微信的请求有误，这是系统的问题，请把错误码告诉管理员。';
const oursEn = 'Our request to WeChat was wrong. This is our fault; please tell your administrator the code.';
const ours = meaning(refused('bad-request'), oursZh, oursEn);
const tokenDead = meaning(tokenDied, '与微信的连接凭证已失效，正在更新，请稍后再试。', 'The access token has expired and is being renewed. Please try again shortly.');
const credentials = meaning(config, '小程序的 AppID 或 AppSecret 不正确，请管理员检查设置。', 'The AppID or AppSecret is wrong. Please ask your administrator to check the settings.');
const unauthorised = meaning(config, '小程序没有开通这个接口的权限，请管理员到微信公众平台检查。', 'The mini-program may not use this interface. Please ask your administrator to check the WeChat console.');
const binding = meaning(refused('bad-request'), '企业微信 corpid 不正确或与小程序不能绑定，请核对后再试。', 'The corpid is wrong or cannot be bound to this mini-program. Please check it.');

/** Sources: WeChat's page on custom/send, the global list of return codes, stable_token, subscribe/send, typing, work/bind. */
export const WECHAT_CODES: ReadonlyMap<number, CodeMeaning> = new Map([
  [-1, meaning(busy, '微信系统繁忙，正在自动重试。', 'WeChat is busy; trying again by itself.')],
  [40001, meaning(tokenDied, '与微信的连接凭证无效，正在更新；若一直如此，请管理员检查 AppSecret。', 'The access token is invalid and is being renewed; if this stays, ask your administrator to check the AppSecret.')],
  [40002, ours],
  [40003, meaning(refused('bad-recipient'), '微信不认识这位访客，可能属于另一个小程序，消息无法送达。', 'WeChat does not know this visitor; perhaps he belongs to another mini-program. The message cannot be delivered.')],
  [40004, meaning(refused('bad-media'), '微信不支持这种文件，请换成 JPG 或 PNG 图片。', 'WeChat does not take this kind of file. Please use a JPG or PNG picture.')],
  [40007, meaning(refused('media-expired'), '图片已过期（微信只保存 3 天），请重新发送图片。', 'The picture has expired (WeChat keeps it for 3 days). Please send it again.')],
  [40008, ours],
  [40009, meaning(refused('bad-media'), '图片太大，请压缩到 2 MB 以内再发。', 'The picture is too large. Please make it smaller than 2 MB.')],
  [40013, credentials],
  [40014, tokenDead],
  [40029, meaning(refused('login-code'), '登录已过期，请重新打开小程序。', 'The login has expired. Please open the mini-program again.')],
  [40033, ours],
  [40037, meaning(config, '订阅消息模板不存在，请管理员检查模板设置。', 'The subscribe-message template does not exist. Please ask your administrator to check the template settings.')],
  [40097, ours],
  [40101, ours],
  [40125, credentials],
  [40163, meaning(refused('login-code'), '登录凭证已用过，请重新打开小程序。', 'The login code was already used. Please open the mini-program again.')],
  [40164, meaning(config, '服务器的 IP 不在微信公众平台的白名单里，请管理员添加。', "The server's IP is not on WeChat's allow-list. Please ask your administrator to add it.")],
  [40226, meaning(refused('blocked'), '微信判定该用户有风险，暂时不能登录。', 'WeChat considers this user risky and refuses the login.')],
  [40243, meaning(config, 'AppSecret 已被冻结，请管理员到微信公众平台解冻。', 'The AppSecret is frozen. Please ask your administrator to unfreeze it in the WeChat console.')],
  [41001, ours],
  [41002, credentials],
  [41004, credentials],
  [41006, ours],
  [41008, meaning(refused('login-code'), '缺少登录凭证，请重新打开小程序。', 'The login code is missing. Please open the mini-program again.')],
  [41030, meaning(config, '订阅消息要打开的页面在已发布的小程序里不存在，请管理员检查。', 'The page of the subscribe message does not exist in the released mini-program. Please ask your administrator.')],
  [42001, tokenDead],
  [43019, meaning(refused('blocked'), '这位访客在黑名单里，消息无法送达。', 'This visitor is on the blacklist. The message cannot be delivered.')],
  [43101, meaning(refused('permit-spent'), '访客没有（或已用完）订阅消息的许可，无法通知他。', 'The visitor gave no permission for subscribe messages, or it is used up. He cannot be notified.')],
  [44002, ours],
  [45002, meaning(refused('too-long'), '消息太长，请分成几条再发。', 'The message is too long. Please send it in parts.')],
  [45009, meaning(wait(15 * MINUTE), '今天的接口调用次数已用完，消息先保留，稍后再试；请通知管理员。', "Today's quota of this interface is used up. The message is kept and tried later; please tell your administrator.")],
  [45011, meaning(wait(MINUTE), '发送太频繁，一分钟后自动重试。', 'Too many requests; trying again in a minute.')],
  [45015, meaning(refused('window-closed'), '访客已超过 48 小时没有说话，微信不再允许回复。等他再次发言，或发送订阅消息。', 'The visitor has been silent for over 48 hours, so WeChat allows no reply. Wait until he writes again, or send a subscribe message.')],
  [45047, meaning(refused('count-spent'), '这一轮的回复条数已用完，访客再次发言后即可继续。', 'The number of replies is used up. You can go on once the visitor writes again.')],
  [45072, meaning(ignore, '“正在输入”状态没有发出。', 'The typing sign was not shown.')],
  [45080, meaning(ignore, '访客 30 秒内没有互动，“正在输入”没有显示。', 'No interaction within 30 seconds, so the typing sign was not shown.')],
  [45081, meaning(ignore, '已经在显示“正在输入”。', 'The typing sign is already shown.')],
  [47001, ours],
  [47003, meaning(refused('content'), '订阅消息的某个字段不符合模板要求，请管理员检查字段设置。', 'A field of the subscribe message does not fit its template. Please ask your administrator to check the mapping.')],
  [48001, unauthorised],
  [48006, meaning(config, '清空调用次数的机会已用完，请等到下个月。', 'No more quota resets this month.')],
  [50002, meaning(config, '小程序的功能受到限制，请管理员到微信公众平台查看通知。', 'The account is restricted. Please ask your administrator to look at the WeChat console.')],
  [61007, unauthorised],
  [61016, unauthorised],
  [76021, ours],
  [76022, ours],
  [10130002, binding],
  [10130030, meaning(refused('bad-request'), '个人主体的小程序不能绑定企业微信。', 'A personal mini-program cannot be bound to WeCom.')],
  [10130600, binding],
  [10130601, binding],
  [10130602, meaning(refused('bad-request'), '企业微信与小程序的主体不一致，不能绑定。', 'The corp and the mini-program belong to different entities and cannot be bound.')],
  [10130603, meaning(refused('duplicate'), '已经绑定过这个企业微信。', 'This corp is already bound.')],
  [10130604, meaning(refused('bad-request'), '小程序没有绑定这个企业微信。', 'This corp is not bound.')],
]);
