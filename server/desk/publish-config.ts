import { lint } from '../routing/lint';
import type { ConfigVersion } from '../stores/records/config';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { diffConfigs } from './diff-config';
import { conflict, readDraft } from './draft';
import { done, refused, type Done } from './refused';

export type VersionHead = Omit<ConfigVersion, 'config'>;

export interface Publication {
  actor: Actor;
  /** The revision of the draft that was looked at before pressing the button. */
  revision: number;
  note?: string;
  /** Not before (ms since 1970); absent or past: now. */
  at?: number;
}

/** How many changed objects the audit names. */
const NAMED = 200;

/**
 * Brings the draft into force, at once on all nodes or at a time. What the linter calls an error blocks it. Waiting
 * visitors are offered again, since there may be more room now.
 */
export async function publishConfig(ctx: DeskContext, { actor, revision, note, at }: Publication): Promise<Done<VersionHead>> {
  const draft = await readDraft(ctx);
  if (draft.revision !== revision) return conflict(draft);
  const published = await ctx.records.config.published();
  const changes = diffConfigs(published?.config, draft.config);
  if (!draft.begun || changes.length === 0) return refused('nothing-to-publish');
  const findings = lint(draft.config, ctx.now());
  if (findings.some((one) => one.level === 'error')) return refused('lint-failed', findings);

  const now = ctx.now();
  const later = at !== undefined && at > now;
  const audit = auditRow(ctx, actor, later ? 'schedule' : 'publish', 'config', {
    ...(later && { at }), ...(note !== undefined && { note }), changed: changes.slice(0, NAMED).map(({ change, object }) => `${change} ${object}`),
  });
  const result = await ctx.records.config.publish({ revision, by: actor.by, now, ...(note !== undefined && { note }), ...(later && { publishAt: at }), audit });
  if (result.kind === 'conflict') return conflict(await readDraft(ctx));
  if (result.kind === 'nothing') return refused('nothing-to-publish');
  if (result.kind === 'published') await tellAll(ctx);
  return done(headOf(result.version));
}

/** Gives up a planned publication. */
export async function unschedule(ctx: DeskContext, actor: Actor): Promise<Done<VersionHead>> {
  const given = await ctx.records.config.unschedule({ audit: auditRow(ctx, actor, 'unschedule', 'config') });
  return given ? done(headOf(given)) : refused('not-found');
}

/** The version before is in force again; doing it twice brings the later one back. */
export async function rollBack(ctx: DeskContext, actor: Actor): Promise<Done<VersionHead>> {
  const from = await ctx.records.config.publishedVersion();
  const result = await ctx.records.config.rollBack({ by: actor.by, now: ctx.now(), audit: auditRow(ctx, actor, 'roll-back', 'config', { before: { version: from } }) });
  if (result.kind === 'nothing') return refused('not-found');
  await tellAll(ctx);
  return done(headOf(result.version));
}

/** This node acts on it at once, whatever becomes of the announcement. */
async function tellAll(ctx: DeskContext): Promise<void> {
  await ctx.published.refresh();
  ctx.published.announce();
}

export function headOf({ config: _, ...head }: ConfigVersion): VersionHead {
  return head;
}
