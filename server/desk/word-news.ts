import { agentWords, type AgentWord } from '../../shared/agent-words';
import { causeIn } from '../../shared/causes';
import type { Conversation } from '../../shared/conversation';
import type { Message, MessageBody } from '../../shared/message';
import { shortText } from '../../shared/short-text';
import { fill } from '../../shared/texts';
import { whyWords } from '../../shared/why-words';
import type { CardButton, Piece } from '../agent-channels/agent-channel';
import type { News, TakenDelivery } from '../stores/records/delivery';
import { clockTime } from './decision-words';
import type { DeskContext } from './desk-context';
import { keepMedia } from './keep-media';
import type { Values } from './say';
import { visitorName } from './visitor-name';

/** Messages looked at, bytes shown, and characters of each, of what was said before somebody took over. */
const MOST_SAID = 50;
const ROOM_SAID = 1_900;
const LINE_SAID = 200;

/** Chinese words an agent reads in WeCom. */
export const word = (key: AgentWord, values: Values = {}): string => fill(agentWords[key].zh, values);

const button = (text: AgentWord, action: CardButton['action'], look: CardButton['look'], more: Partial<CardButton> = {}): CardButton =>
  ({ text: word(text), action, look, ...more });

/** On our own page what he has not read waits for him; elsewhere it is held until he writes. */
const noticeWords = {
  held: { sent: 'noticeSent', failed: 'noticeFailed', unknown: 'noticeUnknown', none: 'noticeNone' },
  page: { sent: 'pageNoticeSent', failed: 'pageNoticeFailed', unknown: 'pageNoticeUnknown', none: 'pageNoticeNone' },
} as const;

/** Pieces of a delivery to an agent, in order; a card's id is the delivery's, so a second sending is refused by the platform. */
export async function wordNews(ctx: DeskContext, delivery: TakenDelivery, news: News): Promise<Piece[]> {
  const conversation = delivery.conversation === undefined ? undefined : await ctx.records.conversations.get(delivery.conversation);
  const visitor = conversation ? await visitorName(ctx, conversation.visitor) : word('visitor');
  const about = conversation && { conversation: conversation.id };
  const name = (agent: string | undefined): string => (agent === undefined ? '' : (ctx.view().agent(agent)?.name ?? agent));
  switch (news.kind) {
    case 'assigned':
      return [{
        form: 'card', id: delivery.id, title: `${word('assigned')} · ${visitor}`,
        lines: [
          { name: word('lineEntry'), value: entryName(ctx, conversation) },
          ...(news.line === undefined ? [] : [{ name: word('lineWhy'), value: news.line }]),
          ...(news.note === undefined ? [] : [{ name: word('lineNote'), value: news.note }]),
        ],
        buttons: [
          button('buttonReply', 'reply', 'primary', about), button('buttonTransfer', 'transfer', 'plain', about),
          button('buttonEnd', 'end', 'danger', about),
        ],
      }, ...(conversation && news.saidBefore !== undefined ? await saidBefore(ctx, conversation, news.saidBefore, visitor, name) : [])];
    case 'words':
      return conversation ? wordsPieces(ctx, delivery, conversation, visitor, news.seq) : [];
    case 'moved':
      return texts(ctx, movedWords(news.cause, visitor, news.to && name(news.to)));
    case 'closed':
      return texts(ctx, word('closedFor', { visitor, reason: causeIn(news.reason, 'zh') }));
    case 'delivery': {
      const key = ({ failed: 'deliveryFailed', held: 'deliveryHeld', unknown: 'deliveryUnknown' } as const)[news.state];
      const calls = news.notice === undefined ? '' : word(news.notice ? 'noticeComing' : 'noticeNone');
      const text = word(key, { visitor, why: whyWords(news.why).zh }) + calls;
      if (news.state !== 'unknown') return texts(ctx, text);
      return [{ form: 'card', id: delivery.id, title: text, lines: [], buttons: [button('buttonResend', 'resend', 'primary', { conversation: news.delivery })] }];
    }
    case 'notice':
      return texts(ctx, word(noticeWords[conversation?.channel === 'chat' ? 'page' : 'held'][news.state], { visitor, why: whyWords(news.why ?? '').zh }));
    case 'relay':
      return [{ form: 'card', id: delivery.id, title: word('relayUnknown', { visitor }), lines: [], buttons: [button('buttonResend', 'resend', 'primary', about)] }];
    case 'transfer-asked':
      return [{
        form: 'card', id: delivery.id, title: word('transferAskCard', { by: name(news.by) }),
        lines: [{ name: word('lineVisitor'), value: visitor }, ...(news.note === undefined ? [] : [{ name: word('lineNote'), value: news.note }])],
        buttons: [button('buttonAccept', 'accept-transfer', 'primary', about), button('buttonDecline', 'decline-transfer', 'plain', about)],
      }];
    case 'colleagues':
      return [{
        form: 'card', id: delivery.id, title: word('transferTo', { visitor: news.visitor }), lines: [],
        buttons: news.agents.map((agent): CardButton => ({ text: name(agent), action: 'transfer-to', look: 'plain', to: agent, ...about })),
      }];
    case 'waiting':
      return [{
        form: 'card', id: delivery.id,
        title: word('waitingCard', { count: news.count, minutes: Math.max(1, Math.round((ctx.now() - news.oldestAt) / 60_000)) }),
        lines: [], buttons: [button('buttonTake', 'take', 'primary')],
      }];
    case 'status':
      return statusPieces(ctx, delivery.id, news);
    case 'answer':
      return answerPieces(ctx, delivery.id, news, visitor);
  }
}

function movedWords(cause: string, visitor: string, to: string | undefined): string {
  if (cause === 'missed-ring') return word('missed', { visitor });
  if (cause === 'agent-gone') return word('movedGone', { visitor });
  const why = causeIn(cause, 'zh');
  return to === undefined ? word('movedAway', { visitor, cause: why }) : word('movedTo', { visitor, to, cause: why });
}

function statusPieces(ctx: DeskContext, id: string, news: Extract<News, { kind: 'status' }>): Piece[] {
  const until = news.until === undefined ? '' : clockTime(news.until, 'Asia/Shanghai');
  switch (news.cause) {
    case 'missed':
      return [{ form: 'card', id, title: word('paused', { count: ctx.view().config.settings.missesBeforePause }), lines: [], buttons: [button('buttonResume', 'resume', 'primary')] }];
    case 'duty-ending':
      return [{ form: 'card', id, title: word('dutyEnding', { until }), lines: [], buttons: [button('buttonOnline', 'online', 'primary')] }];
    case 'duty-ended':
      return texts(ctx, word(news.status === 'offline' ? 'dutyEnded' : 'dutyEndedHere'));
    default:
      return texts(ctx, news.status === 'online' ? word('online', { until }) : word('forcedOffline', { by: news.cause }));
  }
}

/** Names of the conversations to choose from become buttons; a platform card holds six. */
async function answerPieces(ctx: DeskContext, id: string, news: Extract<News, { kind: 'answer' }>, visitor: string): Promise<Piece[]> {
  const text = isAgentWord(news.code) ? word(news.code, { visitor, ...news.values }) : news.code;
  if (!news.conversations || news.conversations.length === 0) return texts(ctx, text);
  const found = await ctx.records.conversations.find(news.conversations.slice(0, 6));
  const buttons = await Promise.all(found.map(async (one): Promise<CardButton> => ({
    text: await visitorName(ctx, one.visitor), action: 'reply', look: 'plain', conversation: one.id,
  })));
  return [{ form: 'card', id, title: text, lines: [], buttons }];
}

/** The newest of what was said up to `seq`, as much as one platform message holds: all of it is in the workbench. */
async function saidBefore(ctx: DeskContext, conversation: Conversation, seq: number, visitor: string, name: (agent: string | undefined) => string): Promise<Piece[]> {
  const said = (await ctx.records.conversations.before(conversation.id, seq + 1, MOST_SAID)).filter(({ from }) => from === 'visitor' || from === 'agent');
  const lines: string[] = [];
  let room = ROOM_SAID;
  for (const message of said.sort((a, b) => b.seq - a.seq)) {
    const line = `${message.from === 'visitor' ? visitor : name(message.agent)}：${shortText(bodyText(message.body), LINE_SAID)}`;
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    lines.unshift(line);
  }
  return lines.length === 0 ? [] : texts(ctx, [word('saidBefore'), ...lines].join('\n'));
}

/** The visitor's words with his name before them; neighbours merged into as few platform messages as they need. */
async function wordsPieces(ctx: DeskContext, delivery: TakenDelivery, conversation: Conversation, visitor: string, seq: number): Promise<Piece[]> {
  const seqs = [seq, ...delivery.merged.map((one) => one.seq)];
  const last = Math.max(...seqs);
  const messages = (await ctx.records.conversations.since(conversation.id, Math.min(...seqs) - 1, last)).filter((one) => seqs.includes(one.seq));
  const pieces: Piece[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) pieces.push(...texts(ctx, `${visitor}：${lines.join('\n')}`));
    lines = [];
  };
  for (const message of messages) {
    lines.push(message.body.kind === 'card' ? cardLines(message.body) : bodyText(message.body));
    const attached = await attachedTo(ctx, conversation, message);
    if (!attached) continue;
    flush();
    pieces.push(attached);
  }
  flush();
  return pieces;
}

/** The picture or file of a message, if its bytes are to be had. */
async function attachedTo(ctx: DeskContext, conversation: Conversation, message: Message): Promise<Piece | undefined> {
  const { body } = message;
  if (body.kind !== 'image' && body.kind !== 'file') return undefined;
  const hash = await keepMedia(ctx, conversation.channel, conversation.id, message);
  const found = hash === undefined ? undefined : await ctx.files.get(hash);
  return found && (body.kind === 'image' ? { form: 'image', ...found } : { form: 'file', ...found, name: body.name });
}

const cardLines = (card: Extract<MessageBody, { kind: 'card' }>): string =>
  [bodyText(card), card.text, card.url ?? (card.path && word('cardPage', { path: card.path }))].filter(Boolean).join('\n');

/** A message in one line of plain text, for those who see nothing else. */
export function bodyText(body: MessageBody, language: 'zh' | 'en' = 'zh'): string {
  const say = (key: AgentWord, values: Values = {}): string => fill(agentWords[key][language], values);
  switch (body.kind) {
    case 'text': return body.text;
    case 'image': return say(body.gone ? 'imageGone' : 'image');
    case 'file': return `${say(body.gone ? 'fileGone' : 'file')} ${body.name}`;
    case 'card': return say('card', { title: body.title });
    case 'event': return body.event;
    case 'unsupported': return say('unsupported', { type: body.type });
  }
}

const texts = (ctx: DeskContext, text: string): Piece[] => (ctx.agentChannel?.split(text) ?? [text]).map((part) => ({ form: 'text', text: part }));
const entryName = (ctx: DeskContext, conversation: Conversation | undefined): string =>
  conversation === undefined ? '' : (ctx.view().entry(conversation.entry)?.label.zh ?? conversation.entry);
const isAgentWord = (code: string): code is AgentWord => Object.hasOwn(agentWords, code);
