import { agentWords, type AgentWord } from '../../shared/agent-words';
import { causeIn } from '../../shared/causes';
import type { Told } from '../../shared/frames/agent';
import type { ConversationLine } from '../../shared/http/agent';
import { fill } from '../../shared/texts';
import { whyWords } from '../../shared/why-words';
import type { AgentOverview } from './agent-overview';
import type { DeskContext } from './desk-context';
import { visitorName } from './visitor-name';

type Words = Told['words'];

const same = (value: string): Words => ({ zh: value, en: value });

/** In both languages; each value, too. */
function said(key: AgentWord, values: Record<string, Words> = {}): Words {
  const inOne = (language: 'zh' | 'en'): string =>
    fill(agentWords[key][language], Object.fromEntries(Object.entries(values).map(([name, words]) => [name, words[language]])));
  return { zh: inOne('zh'), en: inOne('en') };
}

/** What needs his eye or hand, found as the difference of what stood in the records; from nothing, only what needs him still. */
export async function tellAgent(ctx: DeskContext, agent: string, before: AgentOverview | undefined, after: AgentOverview): Promise<Told[]> {
  return [...(before ? await movements(ctx, agent, before, after) : []), ...await questions(ctx, agent, before, after), ...hindrances(ctx, before, after)];
}

const byId = (lines: readonly ConversationLine[]): Map<string, ConversationLine> => new Map(lines.map((line) => [line.conversation.id, line]));

async function movements(ctx: DeskContext, agent: string, before: AgentOverview, after: AgentOverview): Promise<Told[]> {
  const had = byId(before.mine);
  const has = byId(after.mine);
  const came = after.mine.filter(({ conversation }) => !had.has(conversation.id));
  const went = before.mine.filter(({ conversation }) => !has.has(conversation.id));
  const told = came.map(({ conversation, visitor }): Told =>
    ({ type: 'told', kind: 'assigned', conversation: conversation.id, words: { zh: `${agentWords.assigned.zh} · ${visitor.name}`, en: `${agentWords.assigned.en} · ${visitor.name}` } }));
  for (const line of went) told.push(...await departure(ctx, agent, line));
  return told;
}

async function departure(ctx: DeskContext, agent: string, { conversation: { id }, visitor }: ConversationLine): Promise<Told[]> {
  const now = await ctx.records.conversations.get(id);
  if (!now || (now.agent === agent && now.state === 'assigned')) return [];
  const name = same(visitor.name);
  if (now.state === 'closed') {
    const reason = now.closeReason ?? '';
    if (reason === 'ended-by-agent') return [];
    return [{ type: 'told', kind: 'closed', conversation: id, reason, words: said('closedFor', { visitor: name, reason: causes(reason) }) }];
  }
  const [receipt] = await ctx.records.conversations.receipts({ conversation: id, limit: 1 });
  const missed = now.missed.includes(agent) && receipt?.cause !== 'handed-back';
  const cause = missed ? 'missed-ring' : receipt?.cause ?? '';
  const to = now.state === 'assigned' ? now.agent : undefined;
  return [{
    type: 'told', kind: 'moved', conversation: id, cause, ...(to !== undefined && { to }),
    words: movedWords(cause, name, to === undefined ? undefined : same(nameOf(ctx, to))),
  }];
}

function movedWords(cause: string, visitor: Words, to: Words | undefined): Words {
  if (cause === 'missed-ring') return said('missed', { visitor });
  if (cause === 'agent-gone') return said('movedGone', { visitor });
  return to === undefined ? said('movedAway', { visitor, cause: causes(cause) }) : said('movedTo', { visitor, to, cause: causes(cause) });
}

async function questions(ctx: DeskContext, agent: string, before: AgentOverview | undefined, after: AgentOverview): Promise<Told[]> {
  const key = ({ conversation, by, to, until }: AgentOverview['asked'][number]): string => `${conversation} ${by} ${to} ${until}`;
  const had = new Set(before?.asked.map(key));
  const has = new Set(after.asked.map(key));
  const told: Told[] = [];
  for (const { conversation, by, until, note } of after.asked.filter((one) => one.to === agent && !had.has(key(one)))) {
    told.push({ type: 'told', kind: 'asked', conversation, by, until, ...(note !== undefined && { note }), words: said('transferAskOf', { by: same(nameOf(ctx, by)), visitor: same(await nameIn(ctx, conversation)) }) });
  }
  for (const one of before?.asked ?? []) {
    if (has.has(key(one))) continue;
    const { conversation, by, to, until } = one;
    const newer = after.asked.find((other) => other.conversation === conversation);
    // A newer question took the place of this one: whom it asks and who asks have nothing to forget.
    if (to === agent && newer?.to !== agent) told.push({ type: 'told', kind: 'asked-no-more', conversation, words: said('transferGone') });
    const stays = after.mine.find((line) => line.conversation.id === conversation);
    // To the one asked nothing was refused: he has it now because he accepted.
    if (!stays || newer || by !== agent) continue;
    const isLate = until <= ctx.now();
    const values = { to: same(nameOf(ctx, to)), visitor: same(await visitorName(ctx, stays.conversation.visitor)) };
    told.push({ type: 'told', kind: isLate ? 'ask-expired' : 'ask-declined', conversation, to, words: said(isLate ? 'transferExpired' : 'transferDeclined', values) });
  }
  return told;
}

function hindrances(ctx: DeskContext, before: AgentOverview | undefined, { status, mine }: AgentOverview): Told[] {
  const told: Told[] = [];
  if (status.paused && before?.status.paused?.since !== status.paused.since) {
    const count = same(String(ctx.view().config.settings.missesBeforePause));
    told.push({ type: 'told', kind: 'paused', reason: status.paused.reason, words: said('paused', { count }) });
  }
  if (status.forcedBy !== undefined && (before?.status.forcedBy !== status.forcedBy || before.status.since !== status.since)) {
    told.push({ type: 'told', kind: 'forced-offline', by: status.forcedBy, words: said('forcedOffline', { by: same(nameOf(ctx, status.forcedBy)) }) });
  }
  // What failed before he looked stands marked in his list; told anew at each reload it would be noise.
  if (!before) return told;
  const had = byId(before.mine);
  for (const { conversation: { id }, visitor, undelivered } of mine) {
    const known = had.get(id)?.undelivered;
    if (!undelivered || (known?.seq === undelivered.seq && known.state === undelivered.state)) continue;
    const { seq, state, why } = undelivered;
    const key = state === 'failed' ? 'deliveryFailed' : state === 'held' ? 'deliveryHeld' : 'deliveryUnknown';
    if (state === 'failed' || state === 'held' || state === 'unknown') {
      told.push({ type: 'told', kind: 'delivery', conversation: id, seq, state, words: said(key, { visitor: same(visitor.name), why: whyWords(why) }) });
    }
  }
  return told;
}

/** What the visitor of a conversation is called. */
async function nameIn(ctx: DeskContext, conversation: string): Promise<string> {
  const found = await ctx.records.conversations.get(conversation);
  return found ? visitorName(ctx, found.visitor) : '';
}
const nameOf = (ctx: DeskContext, agent: string): string => ctx.view().agent(agent)?.name ?? agent;
const causes = (code: string): Words => ({ zh: causeIn(code, 'zh'), en: causeIn(code, 'en') });
