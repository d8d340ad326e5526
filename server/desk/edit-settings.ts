import type { DeskConfig, DeskSettings } from '../../shared/config/desk-config';
import { isTextKey } from '../../shared/texts';
import type { DeskContext } from './desk-context';
import { changeDraft, readDraft, type Edit } from './draft';
import { done, refused, type Done } from './refused';

type Saved = Promise<Done<{ revision: number }>>;

export function saveSettings(ctx: DeskContext, edit: Edit, settings: DeskSettings): Saved {
  return changeDraft(ctx, edit, (config) => done({
    config: { ...config, settings }, action: 'save', object: 'settings', detail: { before: config.settings, after: settings },
  }));
}

/** Words a text differently; without words our own count again. */
export function saveText(ctx: DeskContext, edit: Edit, key: string, words: DeskConfig['texts'][string] | undefined): Saved {
  return changeDraft(ctx, edit, (config) => {
    if (!isTextKey(key)) return refused('not-found');
    const { [key]: before, ...others } = config.texts;
    const texts = words === undefined ? others : { ...others, [key]: words };
    return done({
      config: { ...config, texts }, action: words === undefined ? 'remove' : 'save', object: `text:${key}`,
      detail: { ...(before && { before }), ...(words && { after: words }) },
    });
  });
}

/** Gives all changes since the last publication up. */
export async function discardDraft(ctx: DeskContext, edit: Edit): Saved {
  const published = await ctx.records.config.published();
  if (!published) return refused('not-found');
  return changeDraft(ctx, edit, () => done({ config: published.config, action: 'discard', object: 'config', detail: { after: { version: published.version } } }));
}

/** Takes an earlier version up again as the draft. */
export async function restoreVersion(ctx: DeskContext, edit: Edit, version: number): Saved {
  const found = await ctx.records.config.version(version);
  if (!found) return refused('not-found');
  return changeDraft(ctx, edit, () => done({ config: found.config, action: 'restore', object: 'config', detail: { after: { version } } }));
}

export async function readSettings(ctx: DeskContext): Promise<{ revision: number; settings: DeskSettings }> {
  const { revision, config } = await readDraft(ctx);
  return { revision, settings: config.settings };
}
