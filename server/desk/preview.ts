import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { EntryState } from '../../shared/http/visitor';
import type { Receipt } from '../../shared/receipt';
import type { VisitorFacts } from '../../shared/visitor-facts';
import { lintOneEntry } from '../routing/lint';
import type { Finding } from '../routing/lint-words';
import { askRouter, countOf, questionTerms } from './ask-router';
import { createConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { entryState } from './entry-state';
import { explainReceipt } from './explain-receipt';
import { done, refused, type Done } from './refused';
import { roadOfEntry } from './native-road';
import { createStepAnswers } from './step-answers';

export interface PreviewRequest {
  entry: string;
  /** A known visitor: his facts and his last agent count. */
  visitor?: string;
  /** Facts to try out; they replace what is known. */
  facts?: VisitorFacts;
  /** Hours and shifts as at this time (ms since 1970); who is there is always as of now. */
  at?: number;
  source: 'published' | 'draft';
  /** Takes the place of the draft's entry of its key, or joins the draft, for this question alone. */
  tried?: Entry;
}

export interface Preview {
  /** Another than the one asked for: that one is switched off, so the site's default stands in. */
  entry: string;
  outcome: Receipt['outcome'];
  agent?: { key: string; name: string };
  receipt: Receipt;
  lines: { zh: string[]; en: string[] };
  /** What the button says. */
  state: EntryState;
  /** Of a tried entry: what the check says of it. */
  findings?: Finding[];
}

/** Who would get this tap? The same router and the same reading of agents as the real tap; the first offer counts as won. */
export async function preview(ctx: DeskContext, request: PreviewRequest): Promise<Done<Preview>> {
  const { tried } = request;
  const view = request.source === 'published' && !tried ? ctx.view() : createConfigView(withEntry((await readDraft(ctx)).config, tried), 0);
  const asked = view.entry(request.entry);
  const entry = asked && !asked.enabled ? view.defaultEntry(asked.site) : asked;
  if (!entry) return refused('entry-unknown');

  const { people, conversations } = ctx.records;
  const known = request.visitor === undefined ? undefined : await people.visitorById(request.visitor);
  if (request.visitor !== undefined && !known) return refused('not-found');
  const lastAgent = known && (await conversations.lastAgent(known.id));
  const waiting = countOf(await conversations.waitingCounts(), entry.key);
  const now = request.at ?? ctx.now();
  const question = {
    ...questionTerms({ now: () => now }, view, entry, request.facts ?? known?.facts ?? {}, 'preview'), waiting, ...(lastAgent && { lastAgent }),
  };
  const decision = await askRouter(question, createStepAnswers(ctx, view, roadOfEntry(entry)), async () => ({ claim: 'won' }));
  const { receipt } = decision;
  return done({
    entry: entry.key,
    outcome: receipt.outcome,
    ...(receipt.winner && { agent: { key: receipt.winner.agent, name: view.agent(receipt.winner.agent)?.name ?? receipt.winner.agent } }),
    receipt,
    lines: explainReceipt(view, receipt),
    state: await entryState({ ...ctx, view: () => view }, view, entry, decision, waiting),
    ...(tried && { findings: lintOneEntry(view.config, tried, now) }),
  });
}

function withEntry(config: DeskConfig, tried: Entry | undefined): DeskConfig {
  if (!tried) return config;
  const { entries } = config;
  const known = entries.some(({ key }) => key === tried.key);
  return { ...config, entries: known ? entries.map((one) => (one.key === tried.key ? tried : one)) : [...entries, tried] };
}
