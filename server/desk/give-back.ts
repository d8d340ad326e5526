import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';
import { giveTo } from './give-to';
import { tellPlatform } from './tell-platform';

/** The platform would not have the next owner and left it with the one before. */
export async function giveBack(ctx: DeskContext, conversation: Conversation, agent: string): Promise<void> {
  const back = await giveTo(ctx, conversation, agent, 'refused-by-platform');
  if (back) await tellPlatform(ctx, back);
}
