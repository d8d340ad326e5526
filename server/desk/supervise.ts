import type { Conversation } from '../../shared/conversation';
import { auditRow, type Actor } from './actor';
import { close } from './close';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { resume, setStatus } from './set-status';
import { take } from './take';
import { transfer } from './transfer';

/** What may be done to other people's conversations and presence. Each act is audited in its own transaction. */
export function createSupervision(ctx: DeskContext) {
  async function ownerOf(id: string): Promise<{ owner?: string } | undefined> {
    const before = await ctx.records.conversations.get(id);
    return before && { ...(before.agent !== undefined && { owner: before.agent }) };
  }

  return {
    /** He sees at once by whom, and his conversations are treated as those of somebody who is gone. */
    async forceOffline(actor: Actor, agent: string): Promise<Done<undefined>> {
      if (!ctx.view().agent(agent)) return refused('not-found');
      const [before] = await ctx.records.agents.states([agent]);
      const row = auditRow(ctx, actor, 'force-offline', `agent:${agent}`, { before: { status: before?.status ?? 'offline' }, after: { status: 'offline' } });
      await setStatus(ctx, { agent, status: 'offline', by: actor.by, audit: row });
      return done(undefined);
    },

    /** Takes the system's pause off him. */
    async resume(actor: Actor, agent: string): Promise<Done<undefined>> {
      if (!ctx.view().agent(agent)) return refused('not-found');
      await resume(ctx, agent, auditRow(ctx, actor, 'resume', `agent:${agent}`));
      return done(undefined);
    },

    /** Makes it his own, whoever has it. */
    async takeOver(actor: Actor, id: string): Promise<Done<Conversation>> {
      const before = await ownerOf(id);
      if (!before) return refused('conversation-unknown');
      const { agent } = actor;
      if (agent === undefined || !ctx.view().agent(agent)) return refused('agent-not-available');
      const audit = auditRow(ctx, actor, 'take-over', `conversation:${id}`, { before, after: { owner: agent } });
      const taken = await take(ctx, { conversation: id, agent, cause: 'supervisor', anyOwner: true, audit });
      if (taken.kind === 'full') return refused('agent-not-available');
      if (taken.kind === 'not-receiving') return refused('not-receiving', { why: taken.why });
      if (taken.kind === 'lost') return taken.owner === undefined ? refused('closed') : refused('taken', { owner: taken.owner });
      return done(taken.conversation);
    },

    /** Passes it on to somebody who is there. */
    async passOn(actor: Actor, id: string, to: string, note: string | undefined): Promise<Done<Conversation>> {
      const before = await ownerOf(id);
      if (!before) return refused('conversation-unknown');
      const audit = auditRow(ctx, actor, 'pass-on', `conversation:${id}`, { before, after: { owner: to } });
      const passed = await transfer(ctx, { conversation: id, by: actor.agent ?? actor.by, to, anyOwner: true, audit, ...(note !== undefined && { note }) });
      switch (passed.kind) {
        case 'closed': return refused('closed');
        case 'not-available': return refused('agent-not-available');
        case 'not-owner': return refused('taken', { ...(passed.owner !== undefined && { owner: passed.owner }) });
        case 'transferred': return done(passed.conversation);
      }
    },

    async end(actor: Actor, id: string): Promise<Done<Conversation>> {
      const before = await ownerOf(id);
      if (!before) return refused('conversation-unknown');
      const audit = auditRow(ctx, actor, 'end', `conversation:${id}`, { before });
      const closed = await close(ctx, { conversation: id, reason: 'ended-by-supervisor', by: actor.agent ?? actor.by, words: 'closedByAgent', audit });
      if (closed.kind === 'moved') return refused('closed');
      return done(closed.conversation);
    },
  };
}
