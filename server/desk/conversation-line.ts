import type { Conversation } from '../../shared/conversation';
import type { ConversationLine } from '../../shared/http/agent';
import type { MessageBody } from '../../shared/message';
import { shortText } from '../../shared/short-text';
import type { KeptLine } from '../stores/records/workbench';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { calledName } from './visitor-name';

/** As many characters of the last words fit into a line. */
const LAST = 60;

/** A conversation as it stands in a list. */
export function conversationLine(ctx: Pick<DeskContext, 'view'>, { conversation, name, last, unread, unansweredSince, undelivered }: KeptLine): ConversationLine {
  const { visitor } = conversation;
  const from = last?.from === 'visitor' ? 'visitor' : 'agent';
  return {
    conversation, visitor: { id: visitor, name: calledName(name, visitor) }, ...namesOf(ctx.view(), conversation), unread,
    ...(last && { last: { seq: last.seq, at: last.at, from, kind: last.body.kind, text: shortText(firstWords(last.body), LAST) } }),
    ...(unansweredSince !== undefined && { unansweredSince }),
    ...(undelivered && { undelivered }),
  };
}

/** What its entry and its owner are called; who is not there any more by his key. */
export const namesOf = (view: Pick<ConfigView, 'entry' | 'agent'>, { entry, agent }: Pick<Conversation, 'entry' | 'agent'>): Pick<ConversationLine, 'label' | 'agentName'> => ({
  label: view.entry(entry)?.label ?? { zh: entry },
  ...(agent !== undefined && { agentName: view.agent(agent)?.name ?? agent }),
});

/** Those found, in the order asked for. */
export async function conversationLines(ctx: DeskContext, ids: readonly string[]): Promise<ConversationLine[]> {
  const found = new Map((await ctx.records.workbench.lines([...ids])).map((line) => [line.conversation.id, line]));
  return ids.flatMap((id) => {
    const line = found.get(id);
    return line ? [conversationLine(ctx, line)] : [];
  });
}

function firstWords(body: MessageBody): string {
  switch (body.kind) {
    case 'text': return body.text.replace(/\s+/g, ' ').trim();
    case 'file': return body.name;
    case 'card': return body.title;
    default: return '';
  }
}
