/**
 * Why something was not sent, is held or is unknown: `code` or `code:detail`, where the detail is the platform's error code
 * or the network's, for an engineer. Codes are stable; these are the words for people. Those of held messages stand inside a sentence.
 */
const whys = {
  'window-closed': { zh: '访客已超过 48 小时没有说话，微信不再允许回复', en: 'the visitor has been silent for over 48 hours, so WeChat allows no reply' },
  'count-spent': { zh: '这一轮的回复条数已用完', en: 'the reply allowance is spent' },
  'allowance': { zh: '微信限制的回复条数已用完', en: 'the reply allowance WeChat grants is spent' },
  'busy': { zh: '平台繁忙，正在自动重试。', en: 'The platform is busy; trying again by itself.' },
  'token': { zh: '与平台的连接凭证正在更新，稍后自动重试。', en: 'The connection to the platform is being renewed; trying again by itself.' },
  'rate': { zh: '发送太频繁，平台要求等待，稍后自动重试。', en: 'Too many messages; the platform asks us to wait. Trying again by itself.' },
  'quota': { zh: '今天的发送额度已用完，消息先保留，稍后再试；请通知管理员。', en: "Today's quota is used up. The message is kept and tried later; please tell your administrator." },
  'settings': { zh: '平台设置有误，消息先保留；请管理员检查设置。', en: 'A platform setting is wrong. The message is kept; please ask your administrator to check the settings.' },
  'not-sent': { zh: '连不上平台，正在自动重试。', en: 'The platform cannot be reached; trying again by itself.' },
  'no-answer': { zh: '平台没有回应，消息可能已送达，也可能没有。请确认后决定是否重发。', en: 'The platform did not answer; the message may or may not have arrived. Please check before sending it again.' },
  'given-up': { zh: '试了一天都没有送出去，已停止重试；请稍后重发，或改用其他方式联系。', en: 'It could not be sent for a whole day and is not tried any more. Please send it again later, or reach the person another way.' },
  'too-long': { zh: '消息太长，请分成几条再发。', en: 'The message is too long. Please send it in parts.' },
  'bad-recipient': { zh: '微信不认识这位访客，消息无法送达。', en: 'WeChat does not know this visitor. The message cannot be delivered.' },
  'blocked': { zh: '这位访客在黑名单里，消息无法送达。', en: 'This visitor is on the blacklist. The message cannot be delivered.' },
  'media-expired': { zh: '图片或文件已过期，请重新发送。', en: 'The picture or file has expired. Please send it again.' },
  'bad-media': { zh: '不支持这种图片，请换成 JPG 或 PNG 再发。', en: 'This kind of picture is not supported. Please use JPG or PNG.' },
  'picture-too-large': { zh: '图片太大，请压缩后再发。', en: 'The picture is too large. Please make it smaller.' },
  'content': { zh: '消息内容不符合平台要求，请修改后再发。', en: 'The platform does not accept this content. Please change it.' },
  'empty': { zh: '消息是空的，请输入内容。', en: 'The message is empty. Please write something.' },
  'file-missing': { zh: '文件已不存在，请重新上传。', en: 'The file is gone. Please upload it again.' },
  'file-not-supported': { zh: '微信客服会话不能发送文件，请改发图片或文字。', en: 'WeChat’s customer-service chat takes no files. Please send a picture or text.' },
  'kind-not-supported': { zh: '这种消息不能发到微信客服会话，请改发文字。', en: 'This kind of message cannot be sent to WeChat’s customer-service chat. Please send text.' },
  'erased': { zh: '访客资料已删除，消息无法送达。', en: 'The visitor was erased. The message cannot be delivered.' },
  'channel-off': { zh: '这个渠道没有接通，消息无法送达；请管理员检查设置。', en: 'This channel is not connected, so the message cannot be delivered. Please ask your administrator to check the settings.' },
  'no-account': { zh: '企业微信里没有这个客服账号，或者它属于别的企业；请管理员检查。', en: 'WeCom has no such 客服 account, or it belongs to another corp. Please ask your administrator.' },
  'webhook-off': { zh: '推送地址已停用或删除。', en: 'The webhook is switched off or removed.' },
  'address-inside': { zh: '推送地址指向内网，没有发送；请改用公网地址，或请管理员打开 WEBHOOK_PRIVATE_ADDRESSES 设置。', en: 'The webhook’s address leads inside the network, so nothing was sent. Please use a public address, or ask your administrator to set WEBHOOK_PRIVATE_ADDRESSES.' },
  'unreachable': { zh: '连不上接收方，正在自动重试。', en: 'The receiver cannot be reached; trying again by itself.' },
  'per-minute-limit': { zh: '这一分钟发给这位客服的消息已满，稍后自动发送。', en: 'This agent has had all messages of this minute; sending by itself in a moment.' },
  'node-lost': { zh: '发送途中服务中断，消息可能已送达，也可能没有。', en: 'The server stopped while sending; the message may or may not have arrived.' },
  'internal': { zh: '发送途中出错，消息可能已送达，也可能没有。', en: 'Something failed while sending; the message may or may not have arrived.' },
  'permit-spent': { zh: '访客没有（或已用完）订阅消息的许可，无法通知他。', en: 'The visitor gave no permission for subscribe messages, or it is used up. He cannot be notified.' },
  'notice-off': { zh: '这个订阅消息模板已停用或更换，没有发送。', en: 'This subscribe-message template was switched off or replaced; nothing was sent.' },
  'came-back': { zh: '访客已经回来，不需要再提醒。', en: 'The visitor came back by himself and need not be called.' },
  'agent-unreachable': { zh: '企业微信联系不到这位客服：可能已离职、未激活或不在应用可见范围内。请管理员核对。', en: 'WeCom cannot reach this agent: left, not activated, or outside the application’s visible range. Please ask your administrator.' },
  'agent-not-receiving': { zh: '这位客服目前没有在企业微信里接待，已改找别人。', en: 'This agent is not receiving in WeCom at the moment; somebody else is asked.' },
  'answered-natively': { zh: '这个会话正由同事在企业微信里接待，请在企业微信的“微信客服”里回复。', en: 'A colleague is answering this conversation in WeCom. Please reply there, in 微信客服.' },
  'waiting-natively': { zh: '访客正在企业微信的待接入池里，请先在企业微信的“微信客服”里接入，再回复。', en: 'The visitor waits in WeCom’s own queue. Please take him there, in 微信客服, and reply then.' },
  'session-over': { zh: '会话已结束，消息没有送达。等访客再次发言即可回复。', en: 'The session has ended and the message was not delivered. You can reply once the visitor writes again.' },
  'perhaps-sent': { zh: '平台拒绝了重发，很可能是上一次已经送达。请确认后决定是否再发。', en: 'The platform refused to send it again, most likely because it had arrived before. Please check before sending it once more.' },
  'file-too-large': { zh: '文件太大（不能超过 20 MB），请压缩后再发。', en: 'The file is too large (20 MB at most). Please make it smaller.' },
  'kf-fail': { zh: '平台收下了消息，但没能送到访客手里。请稍后再发，或等访客再次发言。', en: 'The platform took the message but could not deliver it. Please try later, or once the visitor writes again.' },
  'duplicate': { zh: '平台已收到过这条消息。', en: 'The platform has already received this.' },
  'expired': { zh: '已过期，无法更新。', en: 'It has expired and cannot be updated.' },
  'bad-request': { zh: '平台拒绝了这条消息，请把错误码告诉管理员。', en: 'The platform refused the message. Please tell your administrator the code.' },
} as const;

/** 微信客服 tells by number why a message it took did not arrive (msg_send_fail); numbers it does not explain share the words of the code. */
const kfFails: Readonly<Record<string, { zh: string; en: string }>> = {
  'kf-fail:1': { zh: '客服账号已被删除，消息没有送达；请管理员检查。', en: 'The 客服 account was deleted, so the message was not delivered. Please ask your administrator.' },
  'kf-fail:2': { zh: '微信客服的应用已关闭，消息没有送达；请管理员打开。', en: 'The application of 微信客服 is switched off, so the message was not delivered. Please ask your administrator to switch it on.' },
  'kf-fail:4': { zh: '访客已超过 48 小时没有说话，消息没有送达。等他再次发言即可回复。', en: 'The visitor has been silent for over 48 hours, so the message was not delivered. You can reply once he writes again.' },
  'kf-fail:5': { zh: '会话已结束，消息没有送达。等访客再次发言即可回复。', en: 'The session has ended, so the message was not delivered. You can reply once the visitor writes again.' },
  'kf-fail:6': { zh: '这一轮的 5 条回复已用完，消息没有送达。等访客再次发言即可回复。', en: 'The 5 replies are used up, so the message was not delivered. You can reply once the visitor writes again.' },
  'kf-fail:7': { zh: '企业还没有绑定视频号，消息没有送达；请管理员处理。', en: 'The corp has bound no Channels account, so the message was not delivered. Please ask your administrator.' },
  'kf-fail:8': { zh: '企业还没有完成认证，消息没有送达；请管理员处理。', en: 'The corp is not verified, so the message was not delivered. Please ask your administrator.' },
  'kf-fail:9': { zh: '企业没有认证，也没有绑定视频号，消息没有送达；请管理员处理。', en: 'The corp is neither verified nor bound to a Channels account, so the message was not delivered. Please ask your administrator.' },
  'kf-fail:10': { zh: '访客拒收了客服消息，消息没有送达。', en: 'The visitor refuses messages from 客服, so this was not delivered.' },
  'kf-fail:11': { zh: '企业里还没有人登录过企业微信，消息没有送达；请先登录。', en: 'Nobody of the corp has signed in to WeCom, so the message was not delivered. Please sign in first.' },
  'kf-fail:12': { zh: '不允许发送这种消息，请改发文字。', en: 'This kind of message is not allowed. Please send text.' },
};

export type WhyCode = keyof typeof whys;

/** The stable part of a `why`; undefined for codes of somebody else. */
export function whyCode(why: string): WhyCode | undefined {
  const code = why.split(':', 1)[0] ?? '';
  return isWhyCode(code) ? code : undefined;
}

/** Words for people; a code nobody knows is shown, so that it can be told to somebody. */
export function whyWords(why: string): { zh: string; en: string } {
  const kfFail = Object.hasOwn(kfFails, why) ? kfFails[why] : undefined;
  if (kfFail !== undefined) return kfFail;
  const code = whyCode(why);
  return code === undefined ? { zh: `没有送达（${why}）`, en: `Not delivered (${why})` } : whys[code];
}

function isWhyCode(code: string): code is WhyCode {
  return Object.hasOwn(whys, code);
}
