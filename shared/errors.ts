/** Every refusal the server gives: code → HTTP status and words for people. Codes are stable; messages are never compared. */
export const errors = {
  'bad-request': { status: 400, zh: '请求格式不正确', en: 'The request is not in the expected form' },
  'unknown-field': { status: 400, zh: '请求里有不认识的字段', en: 'The request has a field that is not known here' },
  'login-needed': { status: 401, zh: '请先登录', en: 'Please sign in first' },
  'login-failed': { status: 401, zh: '登录名或密码不正确', en: 'Login name or password is wrong' },
  'code-refused': { status: 401, zh: '微信登录凭证无效，请重新进入小程序', en: 'WeChat refused the login code; open the mini-program again' },
  'sign-in-expired': { status: 401, zh: '登录已超时，或不是在这个浏览器里开始的，请重新登录', en: 'This sign-in took too long or began in another browser; please start again' },
  'sign-in-code-used': { status: 401, zh: '企业微信的登录码用过了或已失效，请重新登录', en: 'WeCom’s sign-in code was used already or is too old; please start again' },
  'bad-signature': { status: 401, zh: '签名不正确', en: 'The signature is wrong' },
  'not-allowed': { status: 403, zh: '您没有这个权限', en: 'You are not allowed to do this' },
  'not-a-member': { status: 403, zh: '您不是本企业的企业微信成员，不能登录', en: 'You are not a member of this corp in WeCom, so you cannot sign in' },
  'not-bound': { status: 403, zh: '您的企业微信还没有对应的员工账号。请管理员在客服里填写您的企业微信账号并发布，再在您的登录账号里选上这位客服', en: 'No staff account belongs to your WeCom account yet. Ask an administrator to put your WeCom id into your agent, publish, and choose this agent in your login' },
  'bound-twice': { status: 403, zh: '有多个员工账号对应您的企业微信，请管理员只保留一个', en: 'Several staff accounts belong to your WeCom account; ask an administrator to keep one' },
  'staff-disabled': { status: 403, zh: '您的账号已停用，请联系管理员', en: 'Your account is switched off; ask an administrator' },
  'origin-refused': { status: 403, zh: '不允许从这个网页访问', en: 'This page may not connect here' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'not-built': { status: 404, zh: '这里还没有构建网页组件，请管理员运行 npm run build 后重新启动', en: 'The web widget has not been built here; ask your administrator to run npm run build and start again' },
  'wecom-not-set-up': { status: 404, zh: '这里还没有接入企业微信，请管理员先填好企业微信的设置', en: 'WeCom is not connected here; ask your administrator to fill in its settings' },
  'site-unknown': { status: 404, zh: '没有这个网页站点，请检查站点编号', en: 'There is no web page site of this key; check it' },
  'entry-unknown': { status: 404, zh: '入口不存在或已停用', en: 'This entry does not exist or is switched off' },
  'conversation-unknown': { status: 404, zh: '会话不存在', en: 'This conversation does not exist' },
  'upload-unknown': { status: 404, zh: '这个文件没有上传成功，或者已超过一天，请重新发送', en: 'This file was not sent up, or more than a day ago; please send it again' },
  'file-away': { status: 404, zh: '图片或文件还在路上，请稍后再试', en: 'This picture or file is still on its way; try again in a moment' },
  'file-gone': { status: 410, zh: '图片或文件已过期，看不到了', en: 'This picture or file has expired and cannot be seen any more' },
  'method-not-allowed': { status: 405, zh: '不支持这种请求方法', en: 'Method not allowed' },
  'conflict': { status: 409, zh: '已被他人修改，请刷新后重试', en: 'Somebody else changed this; reload and try again' },
  'taken': { status: 409, zh: '已被其他客服接走', en: 'A colleague was quicker' },
  'not-owner': { status: 409, zh: '会话不在您名下，不能发送', en: 'This conversation is not yours' },
  'closed': { status: 409, zh: '会话已结束', en: 'The conversation is closed' },
  'no-allowance': { status: 409, zh: '微信限制了回复条数，请等访客再说一句', en: 'The reply allowance is spent; wait for the visitor’s next word' },
  'answer-natively': { status: 409, zh: '微信客服的会话请在企业微信的客服聊天里回复', en: 'Answer 微信客服 conversations in WeCom’s own chat' },
  'not-receiving': { status: 409, zh: '企业微信显示这位客服没有在接待，请先在微信客服里打开接待', en: 'WeCom says this agent is not receiving; switch receiving on in 微信客服 first' },
  'kf-off': { status: 409, zh: '微信客服还没有接通；请管理员先填好企业微信的设置', en: '微信客服 is not connected; ask your administrator to fill in the settings of WeCom first' },
  'no-wecom-user': { status: 409, zh: '有客服还没有填企业微信账号，请先在客服资料里补上', en: 'Some of these agents have no WeCom user; add it to them first' },
  'platform-refused': { status: 409, zh: '企业微信没有接受这次操作，请按说明处理后再试', en: 'WeCom did not accept this; see what the detail says, then try again' },
  'agent-not-available': { status: 409, zh: '对方现在不能接待', en: 'That agent cannot take it now' },
  'last-admin': { status: 409, zh: '至少要保留一位能登录的管理员', en: 'At least one administrator must be able to sign in' },
  'login-taken': { status: 409, zh: '登录名已被使用', en: 'This login name is taken' },
  'not-resendable': { status: 409, zh: '只有发送失败或结果不明的消息才能重发', en: 'Only what failed or may not have arrived can be sent again' },
  'nothing-to-publish': { status: 409, zh: '没有可发布的改动', en: 'There is nothing to publish' },
  'address-inside': { status: 422, zh: '推送地址在内网（本机、私有或云主机元数据地址），为安全起见不能保存；确实需要时请管理员打开 WEBHOOK_PRIVATE_ADDRESSES 设置', en: 'This address is inside the network (this machine, a private or a cloud metadata address), so it is not accepted; if it is really wanted, ask your administrator to set WEBHOOK_PRIVATE_ADDRESSES' },
  'lint-failed': { status: 422, zh: '配置有错误，未发布', en: 'The configuration has errors and was not published' },
  'survey-too-early': { status: 409, zh: '有客服回复之后，在会话结束时或客服邀请时才能评价', en: 'Rating opens once somebody has answered and it is over, or when the agent asks for it' },
  'survey-over': { status: 409, zh: '评价时间已过', en: 'The time for rating this conversation is over' },
  'survey-not-here': { status: 409, zh: '这个渠道的访客看不到评价邀请，请在会话结束后由访客自行评价', en: 'Visitors on this channel would not see it; they can still rate once it is over' },
  'no-agent-online': { status: 409, zh: '现在没有客服在线，您可以留言', en: 'No agent is online; you can leave a message' },
  'no-seats': { status: 409, zh: '排队已满，您可以留言', en: 'The queue is full; you can leave a message' },
  'too-large': { status: 413, zh: '内容太大', en: 'Too large' },
  'unsupported-type': { status: 415, zh: '不支持这种内容类型', en: 'Unsupported content type' },
  'file-kind-refused': { status: 415, zh: '这种文件不能发送。可以发送图片、PDF、文本、ZIP、Office 文档、音频和视频', en: 'Files of this kind cannot be sent. Pictures, PDF, text, ZIP, Office documents, audio and video can' },
  'too-many-requests': { status: 429, zh: '操作太频繁，请稍后再试', en: 'Too many requests; try again later' },
  'upload-budget-spent': { status: 429, zh: '今天发送的图片和文件太多了，请明天再试，或用文字说明', en: 'Too much was sent up today; try again tomorrow, or say it in words' },
  'internal': { status: 500, zh: '服务器出错了，请稍后再试', en: 'Something went wrong here; try again later' },
  'platform-unreachable': { status: 503, zh: '暂时连不上企业微信，请稍后再试', en: 'WeCom cannot be reached at the moment; try again later' },
  'unavailable': { status: 503, zh: '服务暂时不可用，请稍后再试', en: 'Temporarily unavailable; try again later' },
} as const;

export type ErrorCode = keyof typeof errors;

/** The body of every refusal. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  /** What exactly is wrong, for a machine or an engineer; never a secret. */
  detail?: unknown;
}
