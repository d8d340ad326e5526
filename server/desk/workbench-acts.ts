import type { Conversation } from '../../shared/conversation';
import type { ReplyBody } from '../../shared/http/agent';
import type { Message } from '../../shared/message';
import { answerTransfer, askTransfer } from './ask-transfer';
import { callNext, entriesNaming } from './call-next';
import { close } from './close';
import type { DeskContext } from './desk-context';
import { orderOfGroup } from './order-of-group';
import { done, refused, type Done, type Refused } from './refused';
import { replyIn } from './send-reply';
import { stated } from './stated-body';
import { take, type Taken } from './take';
import { transfer, type Transferred } from './transfer';
import { readable, type Asker } from './workbench-reads';

export interface Speaking {
  conversation: string;
  body: ReplyBody;
  clientId: string;
  /** For colleagues only. */
  note?: boolean;
}

/** Answers from the workbench; the same client id again gives the first result. */
export async function speak(ctx: DeskContext, asker: Asker, { conversation: id, body, clientId, note }: Speaking): Promise<Done<Message>> {
  const conversation = await readable(ctx, asker, id);
  if (!conversation) return refused('conversation-unknown');
  const replied = await replyIn(ctx, conversation, {
    key: `workbench:${asker.agent}:${clientId}`, agent: asker.agent, ...stated(body),
    ...(note && { note }), ...(asker.supervises && { anyOwner: true }),
  });
  switch (replied.kind) {
    case 'stored':
    case 'duplicate':
      return done(replied.message);
    case 'not-owner':
      return refused('not-owner', ownedBy(ctx, replied.conversation.agent));
    case 'taken':
      return refused('taken', ownedBy(ctx, replied.by));
    case 'no-allowance':
      return refused('no-allowance', { left: replied.left, until: replied.until });
    case 'closed':
      return refused('closed');
    case 'full':
      return refused('agent-not-available', { load: replied.load });
    case 'natively':
      return refused('answer-natively');
    case 'forced-offline':
      return refused('not-allowed', { forcedBy: replied.by });
    case 'upload-unknown':
      return refused('upload-unknown');
    case 'unknown':
      return refused('conversation-unknown');
  }
}

export async function takeByHand(ctx: DeskContext, asker: Asker, conversation: string): Promise<Done<Conversation>> {
  const before = await readable(ctx, asker, conversation);
  if (!before) return lostBefore(ctx, asker, conversation);
  if (before.state === 'closed') return refused('closed');
  const over = asker.supervises && before.state === 'assigned';
  return taken(ctx, await take(ctx, { conversation, agent: asker.agent, cause: over ? 'supervisor' : 'taken', ...(asker.supervises && { anyOwner: true }) }));
}

/** Who waited for somebody like him and was taken a moment ago is no secret: he hears who was quicker. */
async function lostBefore(ctx: DeskContext, { agent }: Asker, id: string): Promise<Refused> {
  const now = await ctx.records.conversations.get(id);
  const sawItWait = now?.state === 'assigned' && entriesNaming(ctx.view(), agent).includes(now.entry);
  return sawItWait ? refused('taken', ownedBy(ctx, now.agent)) : refused('conversation-unknown');
}

/** Whoever is next for him; nobody waiting is an answer too. */
export async function takeNext(ctx: DeskContext, asker: Asker): Promise<Done<Conversation | undefined>> {
  const next = await callNext(ctx, asker.agent);
  return next.kind === 'nobody' ? done(undefined) : taken(ctx, next);
}

export interface PassingOn {
  conversation: string;
  /** A colleague, or whoever of a group is next. */
  to: string | { group: string };
  note?: string;
  /** It stays with its owner until the colleague accepts. */
  ask: boolean;
}

type PassedOn = Done<{ conversation: Conversation; until?: number; to: string }>;

/** To a colleague; or to the first of a group who can take it, since one may have gone or been refused between the choice and the giving. */
export async function passOn(ctx: DeskContext, asker: Asker, request: PassingOn): Promise<PassedOn> {
  const before = await readable(ctx, asker, request.conversation);
  if (!before) return refused('conversation-unknown');
  if (before.state === 'closed') return refused('closed');
  const order = typeof request.to === 'string' ? [request.to] : await orderOfGroup(ctx, request.to.group, before, asker.agent);
  for (const [tried, to] of order.entries()) {
    const now = tried === 0 ? before : await ctx.records.conversations.get(before.id);
    // Whom the first one's platform refused the ladder may have given to somebody else.
    if (now?.state !== before.state || now.agent !== before.agent) break;
    const passing = await passTo(ctx, asker, { ...request, to }, before);
    if (passing.kind === 'done' || passing.code !== 'agent-not-available') return passing;
  }
  return refused('agent-not-available');
}

async function passTo(ctx: DeskContext, asker: Asker, request: PassingOn & { to: string }, before: Conversation): Promise<PassedOn> {
  const { to } = request;
  const name = ctx.view().agent(to)?.name ?? to;
  const told = {
    conversation: request.conversation, by: asker.agent, to,
    ...(request.note !== undefined && { note: request.note, noteAsOf: before.version }), ...(asker.supervises && { anyOwner: true }),
  };
  if (!request.ask) {
    const result = passed(ctx, await transfer(ctx, told));
    return result.kind === 'done' ? done({ ...result.value, to: name }) : result;
  }
  if (before.agent !== asker.agent) return refused('not-owner', ownedBy(ctx, before.agent));
  const asked = await askTransfer(ctx, told);
  if (asked.kind === 'asked') return done({ conversation: before, until: asked.until, to: name });
  return refused(asked.kind === 'not-owner' ? 'not-owner' : 'agent-not-available');
}

/** The colleague who was asked answers. */
export async function answerAsked(ctx: DeskContext, asker: Asker, conversation: string, accept: boolean): Promise<Done<{ conversation: Conversation } | undefined>> {
  const answered = await answerTransfer(ctx, { conversation, agent: asker.agent, accept });
  if (answered.kind === 'declined') return done(undefined);
  if (answered.kind === 'gone') return refused('conflict');
  return passed(ctx, answered);
}

export async function endByHand(ctx: DeskContext, asker: Asker, conversation: string): Promise<Done<Conversation>> {
  const before = await readable(ctx, asker, conversation);
  if (!before) return refused('conversation-unknown');
  if (before.state === 'closed') return refused('closed');
  const own = before.agent === asker.agent;
  if (!own && !asker.supervises) return refused('not-owner', ownedBy(ctx, before.agent));
  const closed = await close(ctx, { conversation, version: before.version, reason: own ? 'ended-by-agent' : 'ended-by-supervisor', by: asker.agent, words: 'closedByAgent' });
  return closed.kind === 'closed' ? done(closed.conversation) : refused('conflict');
}

function taken(ctx: DeskContext, result: Taken): Done<Conversation> {
  if (result.kind === 'taken') return done(result.conversation);
  switch (result.kind) {
    case 'full':
      return refused('agent-not-available', { load: result.load });
    case 'not-receiving':
      return refused('not-receiving', { why: result.why });
    case 'lost':
      return refused('taken', ownedBy(ctx, result.owner));
  }
}

function passed(ctx: DeskContext, result: Transferred): Done<{ conversation: Conversation }> {
  switch (result.kind) {
    case 'transferred':
      return done({ conversation: result.conversation });
    case 'not-owner':
      return refused('not-owner', ownedBy(ctx, result.owner));
    case 'not-available':
      return refused('agent-not-available');
    case 'closed':
      return refused('closed');
  }
}

export const ownedBy = (ctx: DeskContext, agent: string | undefined): Refused['detail'] =>
  agent === undefined ? undefined : { agent, name: ctx.view().agent(agent)?.name ?? agent };
