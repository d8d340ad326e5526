import type { Conversation } from '../../shared/conversation';
import type { Happened, NativeDesk } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { followAct } from './follow-act';
import { agentBehind } from './give-to';
import { nativeWords } from './native-words';
import { reopenNatively } from './reopen-natively';

type Native = Extract<Happened, { kind: 'native' }>;

/** Something an agent or the visitor did in the platform's own client, once per key; what is older than what we know is read again. */
export async function nativeAct(ctx: DeskContext, desk: NativeDesk, happened: Native): Promise<void> {
  const visitor = await ctx.records.people.visitorKnownAs(happened.identity);
  const open = visitor === undefined ? undefined : await ctx.records.conversations.openOf(visitor, 'kf', happened.identity.account);
  // Our own assigning of it must be over, or both would move it at once.
  if (open) await ctx.background.ended(open.id);
  const found = open && (await ctx.records.conversations.get(open.id));
  const conversation = found?.state === 'closed' ? undefined : found;
  const { act } = happened;
  switch (act.act) {
    case 'said':
      return nativeWords(ctx, desk, happened, act, conversation);
    case 'recalled':
      return visitor === undefined ? undefined : recalled(ctx, visitor, happened, act, conversation);
    case 'blocked':
      if (conversation) await note(ctx, conversation, act.on ? 'blocked' : 'unblocked', happened.key);
      return;
    case 'reopened':
      if (!conversation) {
        await reopenNatively(ctx, desk, happened, act.agent);
        return;
      }
      return followAct(ctx, desk, happened, conversation);
    case 'picked-up':
    case 'passed-on':
    case 'ended':
    case 'changed':
      if (conversation) await followAct(ctx, desk, happened, conversation);
  }
}

async function recalled(ctx: DeskContext, visitor: string, { at }: Native, act: Extract<Native['act'], { act: 'recalled' }>, open: Conversation | undefined): Promise<void> {
  const by = act.agent === undefined ? open?.agent : agentBehind(ctx, act.agent);
  const agent = act.by === 'agent' ? by : undefined;
  const found = await ctx.records.native.recalled({ visitor, key: act.message, at, ...(agent !== undefined && { agent }) });
  if (found) ctx.changed(found.conversation);
}

async function note(ctx: DeskContext, conversation: Conversation, event: string, key: string): Promise<void> {
  await ctx.records.conversations.reply({
    key: `system:${key}`, conversation: conversation.id, from: 'system', newMessage: ctx.newId(), body: { kind: 'event', event }, now: ctx.now(), deliveries: [],
  });
  ctx.changed(conversation.id);
}
