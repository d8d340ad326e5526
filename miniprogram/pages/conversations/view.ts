import { isOpen, labelOf, unreadWords, type ConversationsState, type OwnConversation } from '../../services/conversations';
import { noNotice, troubleNotice, type Notice } from '../../services/notice';
import { noticeOf } from '../../services/one-entry';
import { pastTime, timeOfDay } from '../../services/shared-values/asking/clock-words';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import type { Language } from '../../services/shared-values/asking/language';
import { withSigns } from '../../services/shared-values/emoji';
import { say, spokenOf, type WordKey } from '../../services/words';

/** One conversation ready to be drawn. Plain JSON without `undefined`, as setData wants it. */
export interface ConversationRow {
  readonly id: string;
  readonly label: string;
  /** Address of the agent's picture, or ''; where there is none, the first character of who it is. */
  readonly picture: string;
  readonly sign: string;
  readonly tone: 'here' | 'busy' | 'away';
  readonly badge: string;
  /** Who has it, '' when nobody does. */
  readonly agent: string;
  readonly time: string;
  readonly last: string;
  /** '' for none. */
  readonly unread: string;
  /** For a screen reader: everything above in one breath. */
  readonly spoken: string;
}

export interface ConversationsView {
  readonly phase: 'loading' | 'list' | 'notice';
  readonly title: string;
  readonly loading: string;
  /** When refreshing fails: since when the list is old; else ''. */
  readonly stale: string;
  readonly rows: readonly ConversationRow[];
  readonly notice: Notice;
  /** What the notice's button does. */
  readonly act: 'home' | 'retry';
  /** WeChat's template he may be called back with, '' where there is no need. */
  readonly template: string;
  readonly callMe: string;
  readonly language: Language;
  readonly alertsLabel: string;
  readonly alertsHint: string;
}

type Look = { readonly tone: ConversationRow['tone']; readonly badge: WordKey };

const looks: Readonly<Record<OwnConversation['state'], Look>> = {
  waiting: { tone: 'busy', badge: 'stateWaiting' },
  assigned: { tone: 'here', badge: 'stateAssigned' },
  closed: { tone: 'away', badge: 'stateClosed' },
  left: { tone: 'busy', badge: 'stateLeft' },
};

/** A state that a newer server may add is one that is over. */
const lookOf = (state: OwnConversation['state']): Look => (Object.prototype.hasOwnProperty.call(looks, state) ? looks[state] : looks.closed);

const lastOf = ({ last, agent }: OwnConversation, language: Language): string => {
  if (last === undefined) return '';
  const text = withSigns(last.text);
  if (last.from === 'visitor') return say(language, 'saidByMe', { text });
  return last.from === 'agent' && agent !== undefined ? say(language, 'saidBy', { name: agent.name, text }) : text;
};

const rowOf = (one: OwnConversation, entries: EntriesState, language: Language, now: number): ConversationRow => {
  const label = labelOf(one, entries, language);
  const look = lookOf(one.state);
  const badge = say(language, look.badge);
  const agent = one.agent?.name ?? '';
  const last = lastOf(one, language);
  const unread = unreadWords(one.unread ?? 0);
  const time = pastTime(language, one.last?.at ?? one.closedAt ?? one.openedAt, now);
  return {
    id: one.id, label, picture: one.agent?.avatar ?? '', sign: [...(agent || label)][0] ?? '', tone: look.tone, badge, agent, time, last, unread,
    spoken: spokenOf(language, [label, agent, badge, unread === '' ? '' : say(language, 'unreadCount', { count: unread }), last, time]),
  };
};

/** The visitor's own conversations in words; `now` in epoch milliseconds. */
export const conversationsView = (state: ConversationsState, entries: EntriesState, language: Language, now: number): ConversationsView => {
  const frame: ConversationsView = {
    phase: 'loading',
    title: say(language, 'conversations'),
    loading: say(language, 'loading'),
    stale: '',
    rows: [],
    notice: noNotice,
    act: 'retry',
    template: '',
    callMe: say(language, 'callMe'),
    language,
    alertsLabel: say(language, 'alertsLabel'),
    alertsHint: say(language, 'alertsHint'),
  };
  if (state.phase === 'loading') return frame;
  if (state.phase === 'failed') return { ...frame, phase: 'notice', notice: troubleNotice(language, state.failure.code) };
  const { conversations } = state.answer;
  const known = { ...frame, stale: state.trouble === undefined ? '' : say(language, 'stale', { time: timeOfDay(state.at) }) };
  if (conversations.length === 0) {
    const notice = { title: say(language, 'noConversationsTitle'), text: say(language, 'noConversationsText'), act: say(language, 'homeTitle') };
    return { ...known, phase: 'notice', notice, act: 'home' };
  }
  const rows = conversations.map((one) => rowOf(one, entries, language, now));
  // 微信客服 tells its visitors itself
  const mayBeCalled = conversations.some((one) => (isOpen(one) || one.state === 'left') && one.channel !== 'kf');
  return { ...known, phase: 'list', rows, template: mayBeCalled ? noticeOf(entries) : '' };
};
