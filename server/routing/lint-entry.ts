import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry, Step } from '../../shared/config/entry';
import type { LintKf } from './lint-kf';
import { finding, type Finding } from './lint-words';
import type { FindObstacle } from './reachable';

/** A greeting leaves room for the names put into it, in one message of about 2,000 bytes shared with the stand-in's words. */
const GREETING_BYTES = 600;

/** What is wrong with one button. A button that is switched off is no dead button: all it gets are warnings. */
export function lintEntry(config: DeskConfig, entry: Entry, path: string, obstacle: FindObstacle, lintKf: LintKf): Finding[] {
  const found = [
    ...lintReferences(config, entry, path),
    ...lintKf(entry, path),
    ...lintGreeting(entry, path),
    ...lintLadder(entry, entry.ladder, `${path}/ladder`, obstacle),
    ...entry.variants.flatMap((variant, i) => [
      ...lintVariant(entry, i, `${path}/variants/${i}`),
      ...lintLadder(entry, variant.ladder, `${path}/variants/${i}/ladder`, obstacle),
    ]),
  ];
  if (entry.overflow.kind === 'queue' && entry.maxWaiting === 0) {
    found.push(finding('queue-without-seats', `${path}/maxWaiting`, { entry: entry.label.zh }));
  }
  return entry.enabled ? found : found.map((one) => ({ ...one, level: 'warning' }));
}

function lintReferences(config: DeskConfig, entry: Entry, path: string): Finding[] {
  const found: Finding[] = [];
  const name = entry.label.zh;
  const site = config.sites.find((s) => s.key === entry.site);
  if (!site) found.push(finding('unknown-site', `${path}/site`, { entry: name, site: entry.site }));
  if (site?.kind === 'web' && entry.channel === 'contact') found.push(finding('contact-on-web', `${path}/channel`, { entry: name }));
  const { hours } = entry;
  if (hours !== undefined && !config.hours.some((h) => h.key === hours)) {
    found.push(finding('unknown-hours', `${path}/hours`, { entry: name, hours }));
  }
  return found;
}

function lintGreeting(entry: Entry, path: string): Finding[] {
  return (['zh', 'en'] as const).flatMap((lang) => {
    const bytes = utf8Bytes(entry.greeting?.[lang] ?? '');
    return bytes > GREETING_BYTES ? [finding('greeting-too-long', `${path}/greeting/${lang}`, { entry: entry.label.zh, bytes })] : [];
  });
}

/** A step nobody can ever take is an error only if no other step can help; a name that does not exist always is one. */
function lintLadder(entry: Entry, ladder: readonly Step[], path: string, findObstacle: FindObstacle): Finding[] {
  const name = entry.label.zh;
  const obstacles = ladder.map((step) => findObstacle(entry, step));
  const dead = obstacles.every((one) => one !== undefined);
  const found = obstacles.flatMap((one, i) => {
    if (!one) return [];
    const unknown = one.code === 'unknown-agent' || one.code === 'unknown-group';
    return [finding(one.code, `${path}/${i}`, { entry: name, ...one.values }, dead || unknown ? 'error' : 'warning')];
  });
  if (dead && entry.overflow.kind === 'queue') found.push(finding('queue-nobody-drains', path, { entry: name }));
  else if (ladder.length === 0) found.push(finding('empty-ladder', path, { entry: name }));
  ladder.forEach((step, i) => {
    const earlier = ladder.findIndex((other, j) => j < i && coveredBy(step, other));
    if (earlier >= 0) found.push(finding('duplicate-step', `${path}/${i}`, { entry: name, step: i + 1, earlier: earlier + 1 }));
  });
  return found;
}

/** Whoever this step would take, the other one has taken already: same target, terms as loose or looser. */
function coveredBy(step: Step, other: Step): boolean {
  return sameTarget(step.target, other.target)
    && (other.acceptAway || !step.acceptAway)
    && (!other.respectCapacity || step.respectCapacity);
}

function sameTarget(a: Step['target'], b: Step['target']): boolean {
  if (a.kind === 'agent') return b.kind === 'agent' && a.agent === b.agent;
  if (a.kind === 'group') return b.kind === 'group' && a.group === b.group;
  return a.kind === b.kind;
}

function lintVariant(entry: Entry, index: number, path: string): Finding[] {
  const variant = entry.variants[index];
  if (!variant) return [];
  const { level, tag, hasOwner } = variant.when;
  const name = entry.label.zh;
  const earlier = entry.variants.findIndex(({ when }, i) => i < index
    && (when.level ?? level) === level && (when.tag ?? tag) === tag && (when.hasOwner ?? hasOwner) === hasOwner);
  const found = earlier < 0 ? [] : [finding('unreachable-variant', path, { entry: name, variant: index + 1, earlier: earlier + 1 })];
  if (hasOwner !== false) return found;
  return [...found, ...variant.ladder.flatMap((step, i) =>
    (step.target.kind === 'owner' ? [finding('owner-never-known', `${path}/ladder/${i}`, { entry: name })] : []))];
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
