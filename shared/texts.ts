/** Texts the desk sends by itself, by key; ops may word each differently. `{name}` stands for a value. */
export const defaultTexts = {
  greeting: { zh: '您好，{agent}为您服务，请直接留下您的问题。', en: 'Hello, {agent} is here for you. What can we do for you?' },
  greetingStandIn: { zh: '您好，{designated}现在不在，由{agent}为您服务。', en: 'Hello, {designated} is away right now; {agent} is here for you.' },
  joined: { zh: '{agent}已接入，为您服务。', en: '{agent} has joined and will help you.' },
  standIn: { zh: '{designated}现在不在，由{agent}为您服务。', en: '{designated} is away right now; {agent} will help you.' },
  queued: { zh: '客服都在忙，您排在第 {place} 位，轮到您时会马上回复。', en: 'All agents are busy. You are number {place} in line and will be answered in turn.' },
  queuedEstimate: { zh: '客服都在忙，您排在第 {place} 位，预计等候 {from}–{to} 分钟。', en: 'All agents are busy. You are number {place} in line; about {from}–{to} minutes.' },
  noAgent: { zh: '现在没有客服在线。您可以直接在这里留言，客服上线后会尽快回复您。', en: 'No agent is online now. Leave your message here and we will reply as soon as we can.' },
  noSeats: { zh: '排队的人较多（{waiting} 位），您可以直接在这里留言，我们会尽快回复。', en: 'The queue is full ({waiting} waiting). Leave your message here and we will reply as soon as we can.' },
  outsideHours: { zh: '现在是非服务时间。您可以直接在这里留言，上班后客服会回复您。', en: 'We are closed right now. Leave your message here and we will reply when we open.' },
  outsideHoursOpens: { zh: '现在是非服务时间，{opensAt} 开始服务。您可以直接在这里留言，上班后客服会回复您。', en: 'We are closed until {opensAt}. Leave your message here and we will reply when we open.' },
  leftAfterWait: { zh: '让您久等了，客服暂时抽不开身。您的留言已记下，我们会尽快回复。', en: 'Sorry for the wait; nobody could free themselves. Your message is kept and we will reply as soon as we can.' },
  moved: { zh: '已为您转接给{agent}。', en: 'You have been passed on to {agent}.' },
  closedByAgent: { zh: '本次会话已结束，感谢您的咨询。再有问题直接发消息即可。', en: 'This conversation is closed. Thank you; just write again if you need us.' },
  surveyAsked: { zh: '{agent}邀请您为本次服务评分，感谢您的反馈。', en: '{agent} would like to know how it was. Thank you for rating.' },
  closedIdle: { zh: '会话因长时间没有新消息已结束，再有问题直接发消息即可。', en: 'This conversation was closed after a long silence; just write again if you need us.' },
  entryAvailable: { zh: '由{agent}为您服务', en: '{agent} will answer you' },
  entryStandIn: { zh: '{designated}现在不在，由{agent}接待您', en: '{designated} is away right now; {agent} will answer you' },
  entryQueue: { zh: '客服都在忙，您将排在第 {place} 位', en: 'All agents are busy; you would be number {place} in line' },
  entryQueueEstimate: { zh: '客服都在忙，您将排在第 {place} 位，预计等候 {from}–{to} 分钟', en: 'All agents are busy; you would be number {place} in line, about {from}–{to} minutes' },
  entryNoSeats: { zh: '排队的人较多（{waiting} 位），请留言，我们会尽快回复', en: 'The queue is full ({waiting} waiting); leave a message and we will reply soon' },
  entryLeave: { zh: '现在没有客服在线，请留言，我们会尽快回复', en: 'No agent is online; leave a message and we will reply soon' },
  entryClosed: { zh: '现在是非服务时间，请留言，上班后会回复您', en: 'We are closed; leave a message and we will reply when we open' },
  entryClosedOpens: { zh: '现在是非服务时间，{opensAt} 开始服务，您可以先留言', en: 'We open at {opensAt}; you can leave a message now' },
  leftThanks: { zh: '留言已收到，我们会尽快回复您。', en: 'We have your message and will reply as soon as we can.' },
  leftThanksDue: { zh: '留言已收到，{agent}会尽快回复您。', en: 'We have your message; {agent} will reply as soon as possible.' },
  noticeUnread: { zh: '{agent}: {count} 条新回复', en: '{agent}: {count} new replies' },
  notice: { zh: '您有新的客服回复，请点此查看', en: 'You have a new reply; tap to read it' },
} as const;

export type TextKey = keyof typeof defaultTexts;

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(defaultTexts, key);

/** Fills `{name}` places; a place without a value stays away. */
export function fill(template: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
