import type { Clock } from '../clock';
import type { Ids } from '../ids';
import type { MediaFile } from '../media';
import type { Sent } from '../pusher';
import type { Fields } from '../render';
import type { WecomSettings } from '../settings';
import type { AppMessages } from './app-messages';
import { tappableKeys } from './card-rules';
import type { WecomMessage } from './callback';
import { applyUpdate, type Card } from './card';
import type { Member, MemberLine, Members } from './members';
import type { PassiveReply } from './passive-reply';

export type Act = { line: MemberLine | null; msgId: string | null; sent: Sent };
export interface Choice {
  questionKey: string;
  optionIds: string[];
}
export type Tapped = { ok: true; act: Act } | { ok: false; why: string };

/** What a member can do in the application's chat. */
export interface MemberActs {
  say(member: Member, text: string): Act;
  sendImage(member: Member, file: MediaFile): Act;
  /** Opens the application: event enter_agent. */
  open(member: Member): Act;
  clickMenu(member: Member, key: string): Act;
  tapCard(member: Member, lineId: string, key: string, chosen: Choice[], tags: WecomSettings['optionTags']): Tapped;
}

export interface MemberActsParts {
  settings(): WecomSettings;
  clock: Clock;
  ids: Ids;
  members: Members;
  messages: AppMessages;
  fileUrl(mediaId: string): string;
  callback(message: WecomMessage): Sent;
}

export function createMemberActs({ settings, clock, ids, members, messages, fileUrl, callback }: MemberActsParts): MemberActs {
  const head = (member: Member, MsgType: string): Fields =>
    ({ ToUserName: settings().corpId, FromUserName: member.userid, CreateTime: clock.seconds(), MsgType });
  const tail = () => ({ AgentID: settings().agentId });

  function answered(member: Member, card: Card | null): (reply: PassiveReply) => void {
    return (reply) => {
      if (reply.kind === 'text') members.addLine(member, { direction: 'received', kind: 'text', content: reply.content, media: null, msgid: null, card: null });
      if (reply.kind === 'update_button' && card) applyUpdate(card, { replaceName: reply.replaceName });
      if (reply.kind === 'update_template_card' && card) applyUpdate(card, { body: reply.card });
      members.changed(member);
    };
  }

  function message(member: Member, line: Pick<MemberLine, 'kind' | 'content' | 'media'>, extra: Fields): Act {
    const shown = members.addLine(member, { ...line, direction: 'sent', msgid: null, card: null });
    const msgId = ids.msgId();
    const fields = { ...head(member, line.kind), ...extra, MsgId: msgId, ...tail() };
    return { line: shown, msgId: msgId.toString(), sent: callback({ userid: member.userid, kind: line.kind, msgId, fields, onReply: answered(member, null) }) };
  }

  function event(member: Member, Event: string, extra: Fields, card: Card | null): Act {
    const fields = { ...head(member, 'event'), Event, ...extra, ...tail() };
    return { line: null, msgId: null, sent: callback({ userid: member.userid, kind: `event:${Event}`, msgId: null, fields, onReply: answered(member, card) }) };
  }

  return {
    say: (member, text) => message(member, { kind: 'text', content: text, media: null }, { Content: text }),
    sendImage(member, { mediaId }) {
      const url = fileUrl(mediaId);
      return message(member, { kind: 'image', content: '', media: { mediaId, url } }, { PicUrl: url, MediaId: mediaId });
    },
    open: (member) => event(member, 'enter_agent', { EventKey: '' }, null),
    clickMenu: (member, key) => event(member, 'click', { EventKey: key }, null),
    tapCard(member, lineId, key, chosen, tags) {
      const line = member.lines.find(({ id }) => id === lineId);
      const card = line?.card;
      if (!card || line.recalled) return { ok: false, why: 'no such card' };
      if (!tappableKeys(card.body).includes(key)) return { ok: false, why: 'the card has no button with this key' };
      if (card.replacedBy !== null) return { ok: false, why: 'the card is done, its buttons cannot be tapped' };
      card.tapped = key;
      const [idsTag, idTag] = tags === 'misspelled' ? ['OpitonIds', 'OpitonId'] : ['OptionIds', 'OptionId'];
      const items = chosen.map(({ questionKey, optionIds }) => ({ QuestionKey: questionKey, [idsTag]: { [idTag]: optionIds } }));
      const extra = { EventKey: key, TaskId: card.taskId, CardType: card.cardType, ResponseCode: messages.newResponseCode(card.taskId) };
      return { ok: true, act: event(member, 'template_card_event', items.length > 0 ? { ...extra, SelectedItems: { SelectedItem: items } } : extra, card) };
    },
  };
}
