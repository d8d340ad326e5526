import type { Receipt } from '../../shared/receipt';
import { replay, type PastResult } from '../routing/replay';
import { usesFacts } from './ask-router';
import { createConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { explainReceipt } from './explain-receipt';

export interface ReplayRequest {
  entry?: string;
  /** Taps from (inclusive) to (exclusive), ms since 1970. */
  from?: number;
  to?: number;
  /** The newest this many. */
  limit: number;
}

export interface ReplayReport {
  revision: number;
  taps: number;
  differing: number;
  /** Differing ones of which the past tells enough. */
  certain: number;
  /** Only those that would have gone another way, newest first. */
  differences: {
    conversation: string;
    at: number;
    entry: string;
    was: PastResult;
    would: PastResult;
    certain: boolean;
    lines?: { zh: string[]; en: string[] };
  }[];
}

/** What the draft would have done with past taps, by the same router. A visitor's facts are those known today. */
export async function replayTaps(ctx: DeskContext, request: ReplayRequest): Promise<ReplayReport> {
  const { config, revision } = await readDraft(ctx);
  const view = createConfigView(config, 0);
  const receipts = await ctx.records.conversations.receipts(request);
  const factsOf = await knownFacts(ctx, receipts.filter(({ entry }) => needsFacts(ctx, view.entry(entry), entry)));
  const byReceipt = new Map<Receipt, string>(receipts.map((receipt) => [receipt, receipt.conversation]));
  const replayed = replay(receipts.map((receipt) => ({ receipt, visitor: factsOf.get(receipt.conversation) ?? {} })), config);
  const differing = replayed.filter((one) => one.differs);
  return {
    revision,
    taps: replayed.length,
    differing: differing.length,
    certain: differing.filter((one) => one.certain).length,
    differences: differing.map(({ tap, was, would, certain, receipt }) => ({
      conversation: byReceipt.get(tap.receipt) ?? '', at: tap.receipt.at, entry: tap.receipt.entry, was, would, certain,
      ...(receipt && { lines: explainReceipt(view, receipt) }),
    })),
  };
}

function needsFacts(ctx: DeskContext, draft: Parameters<typeof usesFacts>[0] | undefined, key: string): boolean {
  const published = ctx.view().entry(key);
  return (draft !== undefined && usesFacts(draft)) || (published !== undefined && usesFacts(published));
}

async function knownFacts(ctx: DeskContext, receipts: readonly { conversation: string }[]) {
  const conversations = await ctx.records.conversations.find([...new Set(receipts.map((one) => one.conversation))]);
  const visitors = new Set(conversations.map((one) => one.visitor));
  const facts = new Map(await Promise.all([...visitors].map(async (id) => [id, (await ctx.records.people.visitorById(id))?.facts ?? {}] as const)));
  return new Map(conversations.map((one) => [one.id, facts.get(one.visitor) ?? {}]));
}
