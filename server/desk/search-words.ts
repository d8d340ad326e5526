import type { SearchAnswer, SearchHit, SearchQuery } from '../../shared/http/workbench-search';
import type { Conversation } from '../../shared/conversation';
import type { Message, MessageBody } from '../../shared/message';
import type { SearchPlace } from '../stores/records/search';
import type { DeskContext } from './desk-context';
import { visitorName } from './visitor-name';
import { colleaguesIn, type Asker } from './workbench-reads';

/** As many characters stand before and behind what was sought. */
const BEFORE = 30;
const BEHIND = 60;

/** Words in the conversations he may read. */
export async function searchWords(ctx: DeskContext, asker: Asker, { q, from, to, before, limit }: SearchQuery): Promise<SearchAnswer> {
  const sought = q.trim();
  const place = before === undefined ? undefined : placeIn(before);
  const { hits, next } = await ctx.records.workbench.search({
    words: sought, limit, who: asker.supervises ? 'all' : { agent: asker.agent, colleagues: colleaguesIn(ctx.view(), asker.agent) },
    ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(place && { before: place }),
  });
  const shown = await Promise.all(hits.map((hit) => hitOf(ctx, hit, sought)));
  return { hits: shown.flatMap((hit) => hit ?? []), ...(next && { next: written(next), searchedTo: next.openedAt }) };
}

async function hitOf(ctx: DeskContext, { conversation, message }: { conversation: Conversation; message: Message }, sought: string): Promise<SearchHit | undefined> {
  const found = markedIn(wordsOf(message.body), sought);
  if (!found) return undefined;
  const view = ctx.view();
  const { seq, at, from, agent } = message;
  return {
    conversation, seq, at, from, ...found, visitor: { id: conversation.visitor, name: await visitorName(ctx, conversation.visitor) },
    label: view.entry(conversation.entry)?.label ?? { zh: conversation.entry },
    ...(agent !== undefined && { agentName: view.agent(agent)?.name ?? agent }),
  };
}

/** What somebody wrote; the store looks at all that is kept of it. */
function wordsOf(body: MessageBody): string {
  switch (body.kind) {
    case 'text': return body.text;
    case 'file': return body.name;
    case 'card': return [body.title, body.text].filter(Boolean).join(' ');
    default: return '';
  }
}

/** The words around the first place; undefined when they are not there. No letter is cut in two. */
function markedIn(words: string, sought: string): Pick<SearchHit, 'text' | 'mark'> | undefined {
  const at = words.toLowerCase().indexOf(sought.toLowerCase());
  if (at < 0) return undefined;
  const before = [...words.slice(0, at)];
  const behind = [...words.slice(at + sought.length)];
  const lead = before.length > BEFORE ? `…${before.slice(-BEFORE).join('')}` : before.join('');
  const tail = behind.length > BEHIND ? `${behind.slice(0, BEHIND).join('')}…` : behind.join('');
  return { text: lead + words.slice(at, at + sought.length) + tail, mark: { from: lead.length, length: sought.length } };
}

const written = ({ openedAt, id, seq }: SearchPlace): string => [openedAt, id, ...(seq === undefined ? [] : [seq])].join('~');

function placeIn(before: string): SearchPlace {
  const [openedAt, id = '', seq] = before.split('~');
  return { openedAt: Number(openedAt), id, ...(seq !== undefined && { seq: Number(seq) }) };
}
