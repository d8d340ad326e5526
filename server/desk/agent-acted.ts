import type { AgentAction } from '../agent-channels/agent-channel';
import { answerTransfer, askTransfer } from './ask-transfer';
import { callNext } from './call-next';
import { agentSaid } from './agent-said';
import { chooseCurrent } from './current-conversation';
import { close, type Closed } from './close';
import type { DeskContext } from './desk-context';
import { listMine } from './list-mine';
import { offerColleagues } from './offer-colleagues';
import { resume, setStatus, dutyEnd } from './set-status';
import { take, type Taken } from './take';
import { clockTime } from './decision-words';
import { visitorName } from './visitor-name';
import { word } from './word-news';

/** Words of one conversation that a crash can leave unsure. */
const MOST_UNSURE = 100;

/** The platform delivers an unanswered tap again within seconds. */
const TAP_AGAIN = 600_000;

type Tap = Extract<AgentAction, { kind: 'tapped' }>;

/**
 * An agent did something in WeCom: spoke, tapped a card, used the menu. Answers with words to reply at once, which cost
 * nothing of what a member may be sent. Doing the same twice is harmless: each act looks at the state as it is.
 */
export async function agentActed(ctx: DeskContext, action: AgentAction): Promise<string | undefined> {
  const view = ctx.view();
  const agent = view.agentByAddress(action.address);
  if (!agent || agent.disabled) return word('notAnAgent');
  const now = ctx.now();
  await ctx.records.agents.acted(agent.key, now, dutyEnd(view, agent.key, now));
  switch (action.kind) {
    case 'said':
      return agentSaid(ctx, agent.key, action.key, action.body);
    case 'menu':
      return menu(ctx, agent.key, action.item, action.key);
    case 'tapped':
      return tapped(ctx, agent.key, action);
    case 'opened':
      return undefined;
  }
}

async function menu(ctx: DeskContext, agent: string, item: 'online' | 'away' | 'mine', key: string): Promise<string | undefined> {
  if (item === 'online') return goOnline(ctx, agent);
  if (item === 'away') {
    await setStatus(ctx, { agent, status: 'offline', by: agent });
    return word('offlineNow');
  }
  return listMine(ctx, agent, key);
}

async function goOnline(ctx: DeskContext, agent: string): Promise<string> {
  const state = await setStatus(ctx, { agent, status: 'online', by: agent, duty: true });
  if (state.paused) await resume(ctx, agent);
  return word('online', { until: state.dutyUntil === undefined ? '' : clockTime(state.dutyUntil, 'Asia/Shanghai') });
}

async function tapped(ctx: DeskContext, agent: string, tap: Tap): Promise<string | undefined> {
  const { conversation } = tap;
  // A tap uses the card's response code up; the event brings a fresh one for a later update.
  if (tap.card !== undefined && tap.responseCode !== undefined) await renewCard(ctx, agent, tap.card, tap.responseCode);
  switch (tap.action) {
    case 'online':
      return goOnline(ctx, agent);
    case 'resume':
      await resume(ctx, agent);
      return word('resumed');
    case 'take':
      return conversation === undefined ? tookNext(ctx, agent, tap) : took(ctx, agent, await take(ctx, { conversation, agent, cause: 'taken' }));
    case 'resend':
      return conversation !== undefined && (await resend(ctx, agent, conversation)) ? word('resent') : word('resendNot');
    default:
      return conversation === undefined ? undefined : onConversation(ctx, agent, tap, conversation);
  }
}

/** The same tap delivered twice must not take two visitors. */
async function tookNext(ctx: DeskContext, agent: string, tap: Tap): Promise<string | undefined> {
  const first = await ctx.live.once(`tap:${tap.key}`, TAP_AGAIN).catch(() => true);
  return first ? took(ctx, agent, await callNext(ctx, agent)) : undefined;
}

async function onConversation(ctx: DeskContext, agent: string, tap: Tap, id: string): Promise<string | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation) return word('alreadyClosed');
  const visitor = await visitorName(ctx, conversation.visitor);
  if (tap.action === 'accept-transfer' || tap.action === 'decline-transfer') {
    const answered = await answerTransfer(ctx, { conversation: id, agent, accept: tap.action === 'accept-transfer' });
    if (answered.kind === 'transferred') return word('took', { visitor });
    return answered.kind === 'declined' ? undefined : word('transferGone');
  }
  if (conversation.state === 'closed') return word('alreadyClosed');
  if (conversation.agent !== agent) return word('notYours', { owner: nameOf(ctx, conversation.agent) });
  switch (tap.action) {
    case 'reply':
      await chooseCurrent(ctx, agent, id);
      return word('chosen', { visitor });
    case 'end':
      return endedWords(await close(ctx, { conversation: id, version: conversation.version, reason: 'ended-by-agent', by: agent, words: 'closedByAgent' }), visitor);
    case 'transfer':
      return offerColleagues(ctx, agent, conversation, visitor, tap.key);
    case 'transfer-to':
      return passOn(ctx, agent, id, tap.to);
    default:
      return undefined;
  }
}

async function passOn(ctx: DeskContext, agent: string, conversation: string, to: string | undefined): Promise<string> {
  if (to === undefined) return word('transferNobody');
  const asked = await askTransfer(ctx, { conversation, by: agent, to });
  const seconds = Math.round(ctx.times.transferAsk / 1000);
  if (asked.kind === 'asked') return word('transferAsked', { to: nameOf(ctx, to), seconds });
  return asked.kind === 'not-owner' ? word('notYours', { owner: '' }) : word('transferNobody');
}

async function took(ctx: DeskContext, agent: string, taken: Taken | { kind: 'nobody' }): Promise<string> {
  switch (taken.kind) {
    case 'taken':
      await chooseCurrent(ctx, agent, taken.conversation.id);
      return word('took', { visitor: await visitorName(ctx, taken.conversation.visitor) });
    case 'full':
      return word('youAreFull', { load: taken.load });
    case 'lost':
      return word('takenBy', { owner: nameOf(ctx, taken.owner) });
    case 'nobody':
      return word('nobodyWaits');
  }
}

/** Sends again one delivery of his, or the words of a conversation that may not have reached him. */
async function resend(ctx: DeskContext, agent: string, id: string): Promise<boolean> {
  const { outbox } = ctx.records;
  const unsure = await outbox.list({ states: ['unknown'], conversation: id, limit: MOST_UNSURE });
  const his = unsure.filter(({ target }) => target.to === 'agent' && target.agent === agent && target.news.kind === 'words').map((one) => one.id);
  let again = false;
  for (const delivery of his.length > 0 ? his.reverse() : [id]) again = (await outbox.resend(delivery, ctx.now())) || again;
  if (again) ctx.wakeOutbox();
  return again;
}

async function renewCard(ctx: DeskContext, agent: string, id: string, responseCode: string): Promise<void> {
  const known = (await ctx.records.agents.cards({ agent })).find((card) => card.id === id);
  if (known) await ctx.records.agents.keepCard({ ...known, responseCode });
}

const nameOf = (ctx: DeskContext, agent: string | undefined): string => (agent === undefined ? '' : (ctx.view().agent(agent)?.name ?? agent));

const endedWords = (closed: Closed, visitor: string): string => (closed.kind === 'closed' ? word('ended', { visitor }) : word('alreadyClosed'));
