import type { DeskContext } from './desk-context';

/** What one side of a conversation sees the other do. It is shown to whoever looks now and kept nowhere but in live state. */
export type Sign =
  | { conversation: string; by: 'visitor' | 'agent'; sign: 'typing' }
  | { conversation: string; by: 'visitor' | 'agent'; sign: 'read'; seq: number };

const TOPIC = 'sign';
const READ_MS = 7 * 86_400_000;

/** Whoever may see the conversation has been asked before. */
export async function showSign(ctx: DeskContext, sign: Sign): Promise<void> {
  if (sign.sign === 'read') {
    const key = readKey(sign.conversation, sign.by);
    const before = Number(await ctx.live.get(key) ?? 0);
    if (sign.seq <= before) return;
    await ctx.live.set(key, String(sign.seq), READ_MS);
  }
  ctx.live.publish(TOPIC, JSON.stringify(sign));
}

/** How far that side has read, as far as anybody remembers: 0 when it was never told. */
export const readUpTo = async (ctx: DeskContext, conversation: string, by: Sign['by']): Promise<number> =>
  Number(await ctx.live.get(readKey(conversation, by)) ?? 0);

export const hearSigns = (ctx: DeskContext, hear: (sign: Sign) => void): Promise<() => void> =>
  ctx.live.subscribe(TOPIC, (told) => {
    const sign: unknown = JSON.parse(told);
    if (isSign(sign)) hear(sign);
  });

const readKey = (conversation: string, by: Sign['by']): string => `read:${conversation}:${by}`;

const isSign = (value: unknown): value is Sign =>
  typeof value === 'object' && value !== null && 'conversation' in value && 'by' in value && 'sign' in value
  && (value.sign === 'typing' || (value.sign === 'read' && 'seq' in value));
