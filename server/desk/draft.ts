import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import type { Actor } from './actor';
import { auditRow } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

/** The configuration being edited; a copy of the published one until somebody saves a change. */
export interface Draft {
  config: DeskConfig;
  /** A save names the revision it saw. */
  revision: number;
  /** Somebody has saved a change since the last publication. */
  begun: boolean;
  by?: string;
  at?: number;
}

export async function readDraft(ctx: Pick<DeskContext, 'records'>): Promise<Draft> {
  const { records: { config } } = ctx;
  const draft = await config.draft();
  if (draft) return { config: draft.config, revision: draft.revision, begun: true, by: draft.by, at: draft.at };
  const [published, newest] = await Promise.all([config.published(), config.versions(1)]);
  // The newest version has the highest revision, whichever one is published now.
  return { config: published?.config ?? emptyConfig, revision: newest[0]?.revision ?? 0, begun: false };
}

export interface Edit {
  actor: Actor;
  /** The revision of the draft the editor saw. */
  revision: number;
}

/** What an edit does to the draft: the changed configuration and how it reads in the audit, or why it cannot be. */
export type Changed = { config: DeskConfig; action: string; object: string; detail?: object };

/** Saves a change of the draft, unless somebody else saved one since. Audited in the same transaction. */
export async function changeDraft(ctx: DeskContext, edit: Edit, change: (config: DeskConfig) => Done<Changed>): Promise<Done<{ revision: number }>> {
  const draft = await readDraft(ctx);
  if (draft.revision !== edit.revision) return conflict(draft);
  const changed = change(draft.config);
  if (changed.kind === 'refused') return changed;
  const { config, action, object, detail } = changed.value;
  const saved = await ctx.records.config.saveDraft({
    config, revision: edit.revision, by: edit.actor.by, now: ctx.now(), audit: auditRow(ctx, edit.actor, action, object, detail),
  });
  if (saved.kind === 'conflict') return conflict(await readDraft(ctx));
  return done({ revision: saved.draft.revision });
}

/** Tells the editor what is in his way. */
export const conflict = ({ revision, by, at }: Pick<Draft, 'revision' | 'by' | 'at'>) =>
  refused('conflict', { revision, ...(by !== undefined && { by }), ...(at !== undefined && { at }) });
