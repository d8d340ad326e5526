import { fill } from '../../shared/texts';

/** What the linter says, by code: error = must not be published, warning = may be meant. Stable codes; words for people. */
const words = {
  'duplicate-key': { level: 'error', zh: '编号「{key}」重复了，请改成不同的编号。', en: 'The key “{key}” is used twice; give one of them another.' },
  'duplicate-wecom-user': { level: 'error', zh: '企业微信账号「{user}」同时属于两位客服，消息会送错人，请改正其中一位。', en: 'The WeCom user “{user}” belongs to two agents, so messages would go to the wrong one; correct one of them.' },
  'unknown-shift': { level: 'error', zh: '客服「{agent}」的班次「{hours}」不存在，请重新选择。', en: 'The shift “{hours}” of {agent} does not exist; choose another.' },
  'unknown-member': { level: 'error', zh: '客服组「{group}」里的成员「{agent}」不存在，请移除或补上这位客服。', en: 'The member “{agent}” of the group {group} does not exist; remove it or add the agent.' },
  'duplicate-member': { level: 'warning', zh: '客服组「{group}」里「{agent}」出现了两次，请删掉一个。', en: '{agent} is listed twice in the group {group}; remove one.' },
  'invalid-zone': { level: 'error', zh: '「{hours}」的时区「{zone}」无法识别，请改为例如 Asia/Shanghai。', en: 'The time zone “{zone}” of {hours} is unknown; use for example Asia/Shanghai.' },
  'invalid-desk-zone': { level: 'error', zh: '统计所用的时区「{zone}」无法识别，请改为例如 Asia/Shanghai。', en: 'The time zone “{zone}” of the figures is unknown; use for example Asia/Shanghai.' },
  'invalid-date': { level: 'error', zh: '「{hours}」里的日期「{date}」不存在，请改正。', en: 'The date “{date}” in {hours} does not exist; correct it.' },
  'invalid-time': { level: 'error', zh: '「{hours}」里的时间「{from}–{to}」无法识别，请改正。', en: 'The time “{from}–{to}” in {hours} cannot be read; correct it.' },
  'duplicate-holiday': { level: 'warning', zh: '「{hours}」里 {date} 写了两次，只有后一条有效，请合并。', en: '{date} stands twice in {hours} and only the last one counts; merge them.' },
  'never-open': { level: 'warning', zh: '「{hours}」没有任何营业时间，请补上时间段。', en: '{hours} never opens; add a time.' },
  'no-default-entry': { level: 'error', zh: '小程序「{site}」有客服按钮，但没有默认入口；请把其中一个设为默认，没有入口信息的消息会送到那里。', en: 'The mini-program {site} has contact buttons but no default entry; mark one, since messages without an entry go there.' },
  'many-default-entries': { level: 'error', zh: '小程序「{site}」有 {count} 个默认入口，只能保留一个。', en: 'The mini-program {site} has {count} default entries; keep one.' },
  'invalid-origin': { level: 'error', zh: '站点「{site}」允许的网页来源「{origin}」不是网址，那个网页用不了聊天；请写成 https://shop.example 这样（每个域名写一条，没有通配符）。', en: 'The allowed origin “{origin}” of {site} is no web address, so that page cannot chat; write it like https://shop.example, one for each host, without wildcards.' },
  'unknown-site': { level: 'error', zh: '入口「{entry}」所属的站点「{site}」不存在，请重新选择。', en: 'The site “{site}” of {entry} does not exist; choose another.' },
  'unknown-hours': { level: 'error', zh: '入口「{entry}」的服务时间「{hours}」不存在，请重新选择。', en: 'The hours “{hours}” of {entry} do not exist; choose others.' },
  'kf-without-account': { level: 'error', zh: '入口「{entry}」走微信客服，但没有填写客服账号，请补上。', en: '{entry} uses 微信客服 (WeChat customer service) but names no account; add it.' },
  'kf-without-link': { level: 'error', zh: '入口「{entry}」走微信客服，但还没有链接，点了打不开；请用“关联客服账号”生成链接。', en: '{entry} uses 微信客服 (WeChat customer service) but has no link, so the button is dead; link it to an account.' },
  'kf-link-without-scene': { level: 'error', zh: '入口「{entry}」的微信客服链接认不出访客点的是哪个入口（从后台复制的，或被改过）；请用“关联客服账号”重新生成。', en: 'The 微信客服 link of {entry} does not tell which button was tapped (copied from the console, or edited); link the entry to its account again.' },
  'kf-link-copied': { level: 'warning', zh: '入口「{entry}」的微信客服链接是给「{other}」生成的，部分访客会被算到那个入口；请用“关联客服账号”给它生成自己的链接。', en: 'The 微信客服 link of {entry} was made for {other}, so some visitors would count as that entry’s; link {entry} to its account to give it its own.' },
  'kf-account-shared': { level: 'warning', zh: '入口「{entry}」和「{other}」用同一个客服账号：同一位访客在一个账号上只有一个会话，点第二个按钮会把会话转过去。要分开接待，请各用一个账号。', en: '{entry} and {other} share one account: a visitor has one conversation on an account, so the second button transfers it. Give each its own account to keep them apart.' },
  'kf-account-of-two-sites': { level: 'error', zh: '入口「{entry}」用的客服账号已经被站点「{site}」的入口「{other}」使用，会话会算到那个站点；请换一个客服账号。', en: 'The account of {entry} is already used by {other} of the site {site}, where its conversations would count; choose another account.' },
  'pool-without-anyone': { level: 'error', zh: '入口「{entry}」打开了“无人时进接待池”，接待池里谁都能接，所以最后一步必须是“任何人”；请补上这一步，或关掉接待池。', en: '{entry} falls to the platform’s own queue, where anyone may take a visitor, so its last step must be anyone; add that step or switch the queue off.' },
  'pool-without-kf': { level: 'warning', zh: '入口「{entry}」不走微信客服，“无人时进接待池”不起作用；请关掉。', en: '{entry} does not use 微信客服, so falling to the platform’s own queue has no effect; switch it off.' },
  'group-without-wecom': { level: 'warning', zh: '入口「{entry}」走微信客服，但客服组「{group}」里的{agents}没有企业微信账号，转不到他们；请补上。', en: '{entry} uses 微信客服 (WeChat customer service), but {agents} in the group {group} have no WeCom user and get nobody; add it.' },
  'contact-on-web': { level: 'error', zh: '入口「{entry}」是小程序客服按钮，不能放在网页站点上，请改用网页聊天。', en: '{entry} is a mini-program contact button and cannot stand on a web page; use chat there.' },
  'greeting-too-long': { level: 'error', zh: '入口「{entry}」的欢迎语有 {bytes} 字节，超过 600 字节（约 200 个汉字），请缩短。', en: 'The greeting of {entry} has {bytes} bytes, more than 600 (about 200 Chinese characters); shorten it.' },
  'empty-ladder': { level: 'warning', zh: '入口「{entry}」没有任何转接步骤，访客只能留言。', en: '{entry} has no steps: visitors can only leave a message.' },
  'queue-nobody-drains': { level: 'error', zh: '入口「{entry}」会让访客排队，但没有任何人能接待他们；请添加客服，或改为留言。', en: '{entry} lets visitors queue, but nobody can ever serve them; add an agent or choose leave-message.' },
  'queue-without-seats': { level: 'warning', zh: '入口「{entry}」设为排队，但最多等候人数是 0，访客会被直接请去留言。', en: '{entry} queues but has 0 places, so visitors are turned to leave-message at once.' },
  'unreachable-variant': { level: 'warning', zh: '入口「{entry}」第 {variant} 套转接顺序永远用不到，第 {earlier} 套的条件已包含它；请调整先后顺序。', en: 'Variant {variant} of {entry} is never used, since variant {earlier} already matches; change their order.' },
  'owner-never-known': { level: 'warning', zh: '入口「{entry}」的这一步找专属客服，但条件是访客没有专属客服，这一步永远没有人。', en: 'This step of {entry} asks for the visitor’s own agent, but the variant is for visitors without one; it never has anybody.' },
  'duplicate-step': { level: 'warning', zh: '入口「{entry}」第 {step} 步与第 {earlier} 步相同，不会再找到别的人；请删除，或放宽这一步的条件。', en: 'Step {step} of {entry} repeats step {earlier} and finds nobody new; remove it or loosen its terms.' },
  'unknown-agent': { level: 'error', zh: '入口「{entry}」指定的客服「{agent}」不存在，请重新选择。', en: 'The agent “{agent}” named by {entry} does not exist; choose another.' },
  'unknown-group': { level: 'error', zh: '入口「{entry}」指定的客服组「{group}」不存在，请重新选择。', en: 'The group “{group}” named by {entry} does not exist; choose another.' },
  'agent-disabled': { level: 'error', zh: '入口「{entry}」指定的客服「{agent}」已停用，请换人或启用。', en: 'The agent {agent} named by {entry} is switched off; choose another or switch him on.' },
  'agent-takes-nobody': { level: 'error', zh: '入口「{entry}」指定的客服「{agent}」接待上限是 0，永远接不到会话，请提高上限。', en: 'The limit of {agent}, named by {entry}, is 0, so he never gets a conversation; raise it.' },
  'agent-without-wecom': { level: 'error', zh: '入口「{entry}」走微信客服，但客服「{agent}」没有企业微信账号，请补上。', en: '{entry} uses 微信客服 (WeChat customer service), but {agent} has no WeCom user; add it.' },
  'agent-never-on-shift': { level: 'error', zh: '客服「{agent}」的班次与入口「{entry}」的服务时间从不重合，请调整其中之一。', en: 'The shift of {agent} never meets the hours of {entry}; change one of them.' },
  'group-empty': { level: 'error', zh: '入口「{entry}」指定的客服组「{group}」没有可用的成员，请添加客服。', en: 'The group {group} named by {entry} has no member in use; add an agent.' },
  'group-takes-nobody': { level: 'error', zh: '入口「{entry}」指定的客服组「{group}」里没有人能接会话：上限都是 0，或没有企业微信账号。', en: 'Nobody in the group {group} named by {entry} can take conversations: every limit is 0 or the WeCom user is missing.' },
  'group-never-on-shift': { level: 'error', zh: '客服组「{group}」所有成员的班次与入口「{entry}」的服务时间从不重合，请调整。', en: 'No shift in the group {group} ever meets the hours of {entry}; change one of them.' },
  'nobody-at-all': { level: 'error', zh: '入口「{entry}」可由任何人接待，但没有一位客服能在它的服务时间内接待。', en: '{entry} may be served by anyone, but no agent can serve it within its hours.' },
} as const;

export type LintCode = keyof typeof words;

/** One thing the linter found. `path` is a JSON pointer into the configuration. */
export interface Finding {
  level: 'error' | 'warning';
  code: LintCode;
  path: string;
  words: { zh: string; en: string };
}

type Values = Readonly<Record<string, string | number>>;

/** A finding in words; `level` replaces the usual one. */
export function finding(code: LintCode, path: string, values: Values, level: Finding['level'] = words[code].level): Finding {
  return { level, code, path, words: { zh: fill(words[code].zh, values), en: fill(words[code].en, values) } };
}
