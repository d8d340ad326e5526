import type { DeskContext } from './desk-context';
import { createGathering } from './gathering';

/** How far an agent has read a conversation of his: written together for many, and his other devices are told. */
export function createAgentReading(ctx: DeskContext): (agent: string, conversation: string, seq: number) => void {
  const keep = createGathering<{ agent: string; conversation: string; seq: number }>(
    ctx.background, 'keep what agents have read', (a, b) => (a.seq > b.seq ? a : b),
    async (all) => {
      const marks = [...all.values()];
      await ctx.records.workbench.read(marks);
      for (const agent of new Set(marks.map((mark) => mark.agent))) ctx.live.publish('presence', agent);
    },
  );
  return (agent, conversation, seq) => keep(`${conversation} ${agent}`, { agent, conversation, seq });
}
