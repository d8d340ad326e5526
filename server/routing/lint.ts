import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import { lintEntry } from './lint-entry';
import { lintHours } from './lint-hours';
import { createLintKf } from './lint-kf';
import { lintPeople } from './lint-people';
import { finding, type Finding } from './lint-words';
import { findObstacles } from './reachable';
import { zoneNamed } from '../../shared/calendar/zone';

const WEB_ADDRESS = /^https?:\/\/[^\s/?#@*]+(?:[/?#].*)?$/i;

/**
 * Finds what would make a button dead or lie, over the whole configuration: errors must not be published, warnings
 * may be meant. @param now ms since 1970: hours are looked at from here on
 */
export function lint(config: DeskConfig, now: number): Finding[] {
  const obstacle = findObstacles(config, now);
  const lintKf = createLintKf(config);
  return [
    ...lintPeople(config),
    ...config.hours.flatMap((hours, i) => lintHours(hours, `/hours/${i}`, now)),
    ...lintZone(config),
    ...lintDefaults(config),
    ...lintOrigins(config),
    ...config.entries.flatMap((entry, i) => lintEntry(config, entry, `/entries/${i}`, obstacle, lintKf)),
  ];
}

/** Without a clock of their own the figures' days would begin when another land's do. */
const lintZone = ({ settings: { timeZone } }: DeskConfig): Finding[] =>
  (timeZone === undefined || zoneNamed(timeZone) ? [] : [finding('invalid-desk-zone', '/settings/timeZone', { zone: timeZone })]);

/** What `lint` finds in one entry, whose places are then told from the entry on (`/ladder/0`); what it lacks as a default among the buttons of its site counts too. */
export function lintOneEntry(config: DeskConfig, entry: Entry, now: number): Finding[] {
  const defaults = lintDefaults({ sites: config.sites.filter(({ key }) => key === entry.site), entries: config.entries });
  return [
    ...lintEntry(config, entry, '', findObstacles(config, now), createLintKf(config)),
    ...(entry.enabled && entry.channel === 'contact' ? defaults.map((one) => ({ ...one, path: '/isDefault' })) : []),
  ];
}

/** WeChat may deliver a message without any enter event: then the default entry of the mini-program takes it. */
function lintDefaults({ sites, entries }: Pick<DeskConfig, 'sites' | 'entries'>): Finding[] {
  return sites.flatMap((site, i) => {
    const buttons = entries.filter((e) => e.site === site.key && e.enabled && e.channel === 'contact');
    if (site.kind !== 'mini-program' || buttons.length === 0) return [];
    const count = buttons.filter((e) => e.isDefault).length;
    if (count === 1) return [];
    return [finding(count === 0 ? 'no-default-entry' : 'many-default-entries', `/sites/${i}`, { site: site.name, count })];
  });
}

/** Whoever writes a page's whole address still means its origin; what is no web address at all lets no page in. */
function lintOrigins({ sites }: DeskConfig): Finding[] {
  return sites.flatMap((site, i) => site.origins.flatMap((origin, j) =>
    (WEB_ADDRESS.test(origin) ? [] : [finding('invalid-origin', `/sites/${i}/origins/${j}`, { site: site.name, origin })])));
}
