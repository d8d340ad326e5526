/**
 * Why a conversation came to somebody, left him or ended: stable codes with words for people. Receipts, the news agents get
 * and the reason of a closing share them. The words stand after a name or before a colon, so they are short and have no full stop.
 */
export const causes = {
  'entered': { zh: '访客进入', en: 'Visitor entered' },
  'chose-entry': { zh: '访客改选了入口', en: 'Visitor chose another entry' },
  'wrote': { zh: '访客发来消息', en: 'Visitor wrote' },
  'wrote-again': { zh: '访客再次发来消息', en: 'Visitor wrote again' },
  'missed-ring': { zh: '前一位客服没有及时回复', en: 'The agent before did not reply in time' },
  'agent-gone': { zh: '前一位客服已不在线', en: 'The agent before is gone' },
  'handed-back': { zh: '前一位客服退回了排队', en: 'The agent before gave it back' },
  'queue': { zh: '排队轮到', en: 'Next in the queue' },
  'refused-by-platform': { zh: '平台拒绝了前一次分配', en: 'The platform refused the assignment before' },
  'taken': { zh: '客服主动接入', en: 'Taken by hand' },
  'called-next': { zh: '客服接入下一位', en: 'Called as the next in line' },
  'replied-first': { zh: '客服先回复了', en: 'Answered first' },
  'supervisor': { zh: '主管接管', en: 'Taken over by a supervisor' },
  'transferred': { zh: '转接', en: 'Transferred' },
  'left-message': { zh: '访客留言', en: 'Visitor left a message' },
  'waited-out': { zh: '排队超时', en: 'The longest wait is over' },
  'preview': { zh: '预览', en: 'Preview' },
  'ended-by-agent': { zh: '客服结束', en: 'Ended by the agent' },
  'taken-natively': { zh: '客服在微信客服里接入', en: 'Taken in 微信客服' },
  'passed-natively': { zh: '客服在微信客服里转接', en: 'Passed on in 微信客服' },
  'ended-natively': { zh: '在微信客服里结束', en: 'Ended in 微信客服' },
  'reopened-natively': { zh: '客服在微信客服里重新联系', en: 'Written to again in 微信客服' },
  'ended-by-visitor': { zh: '访客结束', en: 'Ended by the visitor' },
  'ended-by-supervisor': { zh: '主管结束', en: 'Ended by a supervisor' },
  'idle': { zh: '长时间没有消息', en: 'A long silence' },
  'unanswered': { zh: '太久没有人回复', en: 'Unanswered for too long' },
  'silent': { zh: '访客没有说话', en: 'The visitor said nothing' },
  'followed-up': { zh: '留言已跟进', en: 'The left message was followed up' },
  'erased': { zh: '访客资料已删除', en: 'The visitor was erased' },
} as const;

export type Cause = keyof typeof causes;

/** A code nobody knows is shown as it is, so that it can be told to somebody. */
export const causeIn = (code: string, language: 'zh' | 'en'): string => (isCause(code) ? causes[code][language] : code);

function isCause(code: string): code is Cause {
  return Object.hasOwn(causes, code);
}
