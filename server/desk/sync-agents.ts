import { lint } from '../routing/lint';
import type { Finding } from '../routing/lint-words';
import { agentList } from './config-lists';
import type { DeskContext } from './desk-context';
import { changeDraft, conflict, readDraft, type Edit } from './draft';
import { done, refused, type Done } from './refused';
import { followPlan, type SyncPlan } from './sync-agents-plan';
import { hashOf, lookAtMembers, planFor } from './sync-agents-preview';

export interface Syncing {
  /** The preview that was seen. */
  hash: string;
  /** Keys that are to be left as they are. */
  skip: readonly string[];
}

export interface Synced {
  revision: number;
  added: number;
  renamed: number;
  disabled: number;
  /** What the linter says of the draft as it is now. */
  findings: Finding[];
}

const NAMED = 200;

/** Does to the draft what the preview showed, or nothing when people or draft have changed since. Nothing is in force before it is published. */
export async function syncAgents(ctx: DeskContext, edit: Edit, { hash, skip }: Syncing): Promise<Done<Synced>> {
  const draft = await readDraft(ctx);
  if (draft.revision !== edit.revision) return conflict(draft);
  const seen = await lookAtMembers(ctx, draft.config);
  if (seen.kind === 'refused') return seen;
  const plan = planFor(ctx, draft.config, seen.value);
  if (hashOf(ctx, draft.revision, plan) !== hash) return refused('conflict', { revision: draft.revision, fault: 'the preview is out of date' });

  const left = new Set(skip);
  const counted = countsOf(plan, left);
  if (counted.added + counted.renamed + counted.disabled === 0) return done({ revision: draft.revision, ...counted, findings: lint(draft.config, ctx.now()) });
  let findings: Finding[] = [];
  const saved = await changeDraft(ctx, edit, (config) => {
    const agents = followPlan(config.agents, plan, left);
    if (agents.length > agentList.most) return refused('too-large', { most: agentList.most });
    const changed = agentList.replace(config, agents);
    findings = lint(changed, ctx.now());
    return done({ config: changed, action: 'sync', object: 'agents', detail: detailOf(plan, left) });
  });
  return saved.kind === 'refused' ? saved : done({ revision: saved.value.revision, ...counted, findings });
}

const wanted = <T extends { key: string }>(all: readonly T[], left: ReadonlySet<string>): T[] => all.filter(({ key }) => !left.has(key));

function countsOf({ added, renamed, disabled }: SyncPlan, left: ReadonlySet<string>): Pick<Synced, 'added' | 'renamed' | 'disabled'> {
  return { added: wanted(added, left).length, renamed: wanted(renamed, left).length, disabled: wanted(disabled, left).length };
}

/** For the audit: all the counts, the first of the names. */
function detailOf(plan: SyncPlan, left: ReadonlySet<string>): object {
  return {
    counts: countsOf(plan, left),
    added: wanted(plan.added, left).slice(0, NAMED),
    renamed: wanted(plan.renamed, left).slice(0, NAMED),
    disabled: wanted(plan.disabled, left).slice(0, NAMED),
  };
}
