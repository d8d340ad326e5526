import type { DeskConfig } from '../../shared/config/desk-config';
import type { Asked, Directory, Standing } from '../agent-channels/directory';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { done, refused, type Done } from './refused';
import { planSync, unnamedAgents, type Seen, type SyncPlan } from './sync-agents-plan';

export interface SyncPreview extends SyncPlan {
  revision: number;
  /** Names this plan for this draft: what is applied is what was seen. */
  hash: string;
  /** Departments the platform does not let us look into; their members are not among the added. */
  hidden: number;
}

/** Agents asked for one by one; more of them at once look like a range that was taken away, not like people who left. */
const MOST_ASKED = 2_000;
const AT_ONCE = 5;

/** Who would be added, renamed and disabled. Nothing is changed, and nothing concluded from an answer that did not come. */
export async function previewSync(ctx: DeskContext): Promise<Done<SyncPreview>> {
  const { config, revision } = await readDraft(ctx);
  const seen = await lookAtMembers(ctx, config);
  if (seen.kind === 'refused') return seen;
  const plan = planFor(ctx, config, seen.value);
  return done({ revision, hash: hashOf(ctx, revision, plan), hidden: seen.value.hidden, ...plan });
}

/** A key in force is somebody's, even if the draft dropped him: it is not given to another. */
export const planFor = (ctx: Pick<DeskContext, 'idFor' | 'view'>, config: DeskConfig, seen: Seen): SyncPlan =>
  planSync(config, seen, ctx.idFor, ctx.view().config.agents.map(({ key }) => key));

export const hashOf = (ctx: Pick<DeskContext, 'idFor'>, revision: number, plan: SyncPlan): string => ctx.idFor(JSON.stringify(['sync', revision, plan]));

/** The platform's people, and where those agents stand whom it does not list. */
export async function lookAtMembers(ctx: Pick<DeskContext, 'agentChannel'>, config: DeskConfig): Promise<Done<Seen & { hidden: number }>> {
  const directory = ctx.agentChannel?.directory;
  if (!directory) return refused('wecom-not-set-up');
  const listed = await directory.members();
  if (listed.kind === 'failed') return notRead(listed);
  const unnamed = unnamedAgents(config, listed.value.members);
  if (unnamed.length > MOST_ASKED) return refused('platform-refused', { why: 'too-many:agents', most: MOST_ASKED, found: unnamed.length });
  const standings = await askStandings(directory, unnamed);
  return standings.kind === 'refused' ? standings : done({ ...listed.value, standings: standings.value });
}

async function askStandings(directory: Directory, userids: readonly string[]): Promise<Done<Map<string, Standing>>> {
  const standings = new Map<string, Standing>();
  for (let from = 0; from < userids.length; from += AT_ONCE) {
    const asked = userids.slice(from, from + AT_ONCE);
    const answers = await Promise.all(asked.map((userid) => directory.standing(userid)));
    for (const [i, answer] of answers.entries()) {
      if (answer.kind === 'failed') return notRead(answer);
      standings.set(asked[i] ?? '', answer.value);
    }
  }
  return done(standings);
}

function notRead({ why, forPeople, words }: Extract<Asked<unknown>, { kind: 'failed' }>) {
  return refused(forPeople ? 'platform-refused' : 'platform-unreachable', { why, ...(words && { words }) });
}
