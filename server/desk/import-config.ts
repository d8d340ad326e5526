import { checkShape } from '../../shared/check-shape';
import { DeskConfig } from '../../shared/config/desk-config';
import { isTextKey } from '../../shared/texts';
import { lint } from '../routing/lint';
import type { Finding } from '../routing/lint-words';
import type { ConfigList } from './config-lists';
import type { DeskContext } from './desk-context';
import { diffConfigs, type Difference } from './diff-config';
import { changeDraft, conflict, readDraft, type Edit } from './draft';
import { done, refused, wrongShape, type Done } from './refused';

/** What an import did to the draft; nothing is in force before it is published. */
export interface Imported {
  revision: number;
  differences: Difference[];
  /** What the linter says of the draft as it is now. */
  findings: Finding[];
}

/** `preview` looks at what it would change and changes nothing. */
export type ImportInto = 'draft' | 'preview';
export interface ListImport { mode: 'merge' | 'replace'; into: ImportInto }

const NAMED = 200;

/** Replaces the draft by a whole configuration. */
export function importConfig(ctx: DeskContext, edit: Edit, document: unknown, into: ImportInto): Promise<Done<Imported>> {
  const checked = checkShape(DeskConfig, document);
  if (!checked.ok) return Promise.resolve(wrongShape(checked.faults));
  const strange = Object.keys(checked.value.texts).filter((key) => !isTextKey(key));
  if (strange.length > 0) return Promise.resolve(refused('unknown-field', strange.map((key) => ({ at: `/texts/${key}`, fault: 'no such text' }))));
  return replaceDraft(ctx, edit, into, () => checked.value);
}

/**
 * Brings many of one list in, as from a spreadsheet. `merge`: those of a known key replace it in its place, new ones come at
 * the end; `replace`: these are all there are, in this order.
 */
export function importList<T extends { key: string }>(ctx: DeskContext, edit: Edit, list: ConfigList<T>, items: readonly unknown[], { mode, into }: ListImport): Promise<Done<Imported>> {
  const checked = items.map((item) => list.check(item));
  const faults = checked.flatMap((one, i) => (one.ok ? [] : one.faults.map(({ at, fault }) => ({ at: `/${i}${at}`, fault }))));
  if (faults.length > 0) return Promise.resolve(refused('bad-request', faults.slice(0, NAMED)));
  const given = checked.flatMap((one) => (one.ok ? [one.value] : []));
  const byKey = new Map(given.map((item) => [item.key, item]));
  if (byKey.size < given.length) return Promise.resolve(refused('bad-request', [{ at: '', fault: 'a key stands there twice' }]));
  return replaceDraft(ctx, edit, into, (config) => {
    if (mode === 'replace') return list.replace(config, given);
    const known = new Set(list.of(config).map((item) => item.key));
    const merged = list.of(config).map((item) => byKey.get(item.key) ?? item);
    return list.replace(config, [...merged, ...given.filter((item) => !known.has(item.key))]);
  });
}

async function replaceDraft(ctx: DeskContext, edit: Edit, into: ImportInto, make: (config: DeskConfig) => DeskConfig): Promise<Done<Imported>> {
  const judged = (before: DeskConfig, config: DeskConfig) => ({ differences: diffConfigs(before, config), findings: lint(config, ctx.now()) });
  if (into === 'preview') {
    const draft = await readDraft(ctx);
    return draft.revision === edit.revision ? done({ revision: draft.revision, ...judged(draft.config, make(draft.config)) }) : conflict(draft);
  }
  let made: Omit<Imported, 'revision'> | undefined;
  const saved = await changeDraft(ctx, edit, (before) => {
    const config = make(before);
    made = judged(before, config);
    const { differences } = made;
    return done({ config, action: 'import', object: 'config', detail: { changed: differences.slice(0, NAMED).map(({ change, object }) => `${change} ${object}`) } });
  });
  if (saved.kind === 'refused') return saved;
  return done({ revision: saved.value.revision, differences: made?.differences ?? [], findings: made?.findings ?? [] });
}
