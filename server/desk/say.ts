import type { Conversation } from '../../shared/conversation';
import { defaultTexts, fill, type TextKey } from '../../shared/texts';
import type { Reply } from '../stores/records/replies';
import type { DeskContext } from './desk-context';
import { sayNatively } from './say-natively';
import { wayToVisitor } from './way-to-visitor';

export type Values = Readonly<Record<string, string | number | undefined>>;

/** A text as ops word it, else ours. */
export function worded(ctx: Pick<DeskContext, 'view'>, key: TextKey, values: Values, language: 'zh' | 'en' = 'zh'): string {
  const words = ctx.view().config.texts[key] ?? defaultTexts[key];
  return fill((language === 'en' ? words.en : undefined) ?? words.zh, values);
}

/**
 * Says something nobody typed to the visitor, once per key. It never spends the last message of his allowance: then it is
 * kept in the transcript and not sent.
 */
export async function say(ctx: DeskContext, conversation: Conversation, text: string, key: string, more: Pick<Reply, 'asksSurvey'> = {}): Promise<void> {
  const channel = ctx.channels[conversation.channel];
  if (channel?.native) return sayNatively(ctx, channel, conversation, text, key);
  const body = { kind: 'text' as const, text };
  const said = await ctx.records.conversations.reply({
    key: `system:${key}`,
    conversation: conversation.id,
    from: 'system',
    newMessage: ctx.newId(),
    body,
    now: ctx.now(),
    ...(channel ? wayToVisitor(ctx, channel, body, { system: true }) : { deliveries: [] }),
    ...more,
  });
  if (said.kind !== 'stored') return;
  if (!channel?.readsHere) ctx.wakeOutbox();
  ctx.changed(conversation.id, said);
}
