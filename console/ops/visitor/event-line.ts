import { causeIn } from '../../../shared/causes';
import type { VisitorEvent } from '../../../shared/http/visitor-log';
import type { Language, Say } from '../../frame/language';
import type { visitorWords } from './visitor-words';

interface Naming {
  say: Say<typeof visitorWords>;
  language: Language;
  entry(key: string): string;
  agent(key: string): string;
}

/** One thing that happened with a visitor, in words. */
export function eventLine(event: VisitorEvent, { say, language, entry, agent }: Naming): string {
  switch (event.kind) {
    case 'visited': return event.region === undefined ? say('eVisited') : say('eVisitedFrom', { region: event.region });
    case 'opened': return say('eOpened', { entry: entry(event.entry) });
    case 'tapped': return say('eTapped', { entry: entry(event.entry) });
    case 'received': return say('eReceived', { agent: agent(event.agent), why: causeIn(event.cause, language) });
    case 'waited': return say(event.outcome === 'queued' ? 'eQueued' : 'eNobody', { entry: entry(event.entry) });
    case 'left': return say('eLeft', { entry: entry(event.entry) });
    case 'closed': return say('eClosed', { why: causeIn(event.reason, language) });
    case 'rated': return say('eRated', { stars: event.stars }) + (event.comment === undefined ? '' : ` — ${event.comment}`);
  }
}
