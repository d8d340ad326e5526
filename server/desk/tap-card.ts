import type { AgentAction } from '../agent-channels/agent-channel';
import type { Act } from '../stores/records/agents';
import { actOnce, did, nothing, type Did } from './act-once';
import { answerTransfer, askTransfer } from './ask-transfer';
import { callNext } from './call-next';
import { close } from './close';
import { chooseCurrent } from './current-conversation';
import type { DeskContext } from './desk-context';
import { offerColleagues } from './offer-colleagues';
import { resume } from './set-status';
import { take, type Taken } from './take';
import { goOnline } from './use-menu';
import { visitorName } from './visitor-name';
import { word } from './word-news';

/** Words of one conversation that a crash can leave unsure. */
const MOST_UNSURE = 100;

type Tap = Extract<AgentAction, { kind: 'tapped' }>;

/** A tap on a card's button, done once; the words it is answered with again are those of what it did. */
export async function tapCard(ctx: DeskContext, act: Act, tap: Tap): Promise<string | undefined> {
  // A tap uses the card's response code up; the event brings a fresh one for a later update.
  if (tap.card !== undefined && tap.responseCode !== undefined) await renewCard(ctx, act.agent, tap.card, tap.responseCode);
  if (tap.action === 'online') return goOnline(ctx, act);
  return actOnce(ctx, act, () => tapped(ctx, act, tap), (conversation) => wordsAgain(ctx, tap, conversation));
}

async function tapped(ctx: DeskContext, act: Act, tap: Tap): Promise<Did> {
  const { agent } = act;
  const { conversation } = tap;
  switch (tap.action) {
    case 'resume':
      return did((await resume(ctx, agent, undefined, act)).paused ? undefined : word('resumed'));
    case 'take':
      return took(ctx, conversation === undefined ? await callNext(ctx, agent, undefined, act) : await take(ctx, { conversation, agent, cause: 'taken', act }));
    case 'resend':
      return conversation === undefined ? nothing(word('resendNot')) : resend(ctx, act, conversation);
    default:
      return conversation === undefined ? nothing() : onConversation(ctx, act, tap, conversation);
  }
}

async function onConversation(ctx: DeskContext, act: Act, tap: Tap, id: string): Promise<Did> {
  const { agent } = act;
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation) return nothing(word('alreadyClosed'));
  const visitor = await visitorName(ctx, conversation.visitor);
  if (tap.action === 'accept-transfer' || tap.action === 'decline-transfer') {
    const answered = await answerTransfer(ctx, { conversation: id, agent, accept: tap.action === 'accept-transfer', act });
    if (answered.kind === 'transferred') return did(word('took', { visitor }));
    return answered.kind === 'declined' ? did() : nothing(word('transferGone'));
  }
  if (conversation.state === 'closed') return nothing(word('alreadyClosed'));
  if (conversation.agent !== agent) return nothing(word('notYours', { owner: nameOf(ctx, conversation.agent) }));
  switch (tap.action) {
    case 'reply':
      return did(await chosenWords(ctx, await chooseCurrent(ctx, agent, { conversation: id, at: act.at }, act)));
    case 'end': {
      const closed = await close(ctx, { conversation: id, version: conversation.version, reason: 'ended-by-agent', by: agent, words: 'closedByAgent', act });
      return closed.kind === 'closed' ? did(word('ended', { visitor })) : nothing(word('alreadyClosed'));
    }
    case 'transfer':
      return offerColleagues(ctx, act, conversation, visitor);
    case 'transfer-to':
      return tap.to === undefined ? nothing(word('transferNobody')) : passOn(ctx, act, id, tap.to);
    default:
      return nothing();
  }
}

async function passOn(ctx: DeskContext, act: Act, conversation: string, to: string): Promise<Did> {
  const asked = await askTransfer(ctx, { conversation, by: act.agent, to, act });
  if (asked.kind === 'asked') return did(askedWords(ctx, to));
  return nothing(asked.kind === 'not-owner' ? word('notYours', { owner: '' }) : word('transferNobody'));
}

async function took(ctx: DeskContext, taken: Taken | { kind: 'nobody' }): Promise<Did> {
  switch (taken.kind) {
    case 'taken':
      return did(word('took', { visitor: await visitorName(ctx, taken.conversation.visitor) }));
    case 'full':
      return nothing(word('youAreFull', { load: taken.load }));
    case 'not-receiving':
      return did(word('notReceiving'));
    case 'lost':
      return nothing(word('takenBy', { owner: nameOf(ctx, taken.owner) }));
    case 'nobody':
      return nothing(word('nobodyWaits'));
  }
}

/** Sends again one delivery of his, or the words of a conversation that may not have reached him. */
async function resend(ctx: DeskContext, act: Act, id: string): Promise<Did> {
  const { agents, outbox } = ctx.records;
  const unsure = await outbox.list({ states: ['unknown'], conversation: id, limit: MOST_UNSURE });
  const his = unsure.filter(({ target }) => target.to === 'agent' && target.agent === act.agent && target.news.kind === 'words').map((one) => one.id);
  const { answer } = await agents.keepAct(act, { now: ctx.now(), answer: word('resendNot'), resend: his.length > 0 ? his.reverse() : [id] });
  if (answer === undefined) ctx.wakeOutbox();
  return did(answer ?? word('resent'));
}

/** What an act did that is known already: his first answer may not have reached him. */
async function wordsAgain(ctx: DeskContext, tap: Tap, id: string | undefined): Promise<string | undefined> {
  const conversation = id === undefined ? undefined : await ctx.records.conversations.get(id);
  const visitor = conversation ? await visitorName(ctx, conversation.visitor) : word('visitor');
  switch (tap.action) {
    case 'take':
    case 'accept-transfer':
      return word('took', { visitor });
    case 'reply':
      return id === undefined ? undefined : chosenWords(ctx, id);
    case 'end':
      return word('ended', { visitor });
    case 'transfer-to':
      return tap.to === undefined ? undefined : askedWords(ctx, tap.to);
    case 'resume':
      return word('resumed');
    case 'resend':
      return word('resent');
    default:
      return undefined;
  }
}

async function chosenWords(ctx: DeskContext, id: string): Promise<string | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  return conversation && word('chosen', { visitor: await visitorName(ctx, conversation.visitor) });
}

const askedWords = (ctx: DeskContext, to: string): string => word('transferAsked', { to: nameOf(ctx, to), seconds: Math.round(ctx.times.transferAsk / 1000) });

async function renewCard(ctx: DeskContext, agent: string, id: string, responseCode: string): Promise<void> {
  const known = (await ctx.records.agents.cards({ agent })).find((card) => card.id === id);
  if (known) await ctx.records.agents.keepCard({ ...known, responseCode });
}

const nameOf = (ctx: DeskContext, agent: string | undefined): string => (agent === undefined ? '' : (ctx.view().agent(agent)?.name ?? agent));
