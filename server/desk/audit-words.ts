import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import type { AuditRow } from '../stores/records/config';
import { agentList, entryList, groupList, hoursList, siteList, type ConfigList } from './config-lists';
import { diffConfigs, type Difference } from './diff-config';

type Lines = Difference['words'];

/**
 * What an act changed, in words, a line for each field: from before and after as they stand in the audit. People are named as
 * they are now. Empty where nothing of the configuration was changed, or it is of a form this version does not know.
 */
export function auditWords({ object, detail }: Pick<AuditRow, 'object' | 'detail'>, now: DeskConfig): Lines {
  const said = detail === undefined ? undefined : jsonOf(detail);
  const [noun = '', key = ''] = object.split(/:(.*)/s);
  const before = fieldOf(said, 'before');
  const after = fieldOf(said, 'after');
  const people = { ...emptyConfig, agents: now.agents, groups: now.groups };
  const changes = noun === 'settings' || noun === 'text' ? plainChanges(noun, key, before, after) : itemChanges(noun, before, after, people);
  return { zh: changes.flatMap(({ words }) => words.zh), en: changes.flatMap(({ words }) => words.en) };
}

function itemChanges(noun: string, before: unknown, after: unknown, people: DeskConfig): Difference[] {
  const of = <T extends { key: string }>(list: ConfigList<T>): Difference[] => {
    const [from, to] = [before, after].map((item) => (item === undefined ? undefined : list.check(item)));
    if (from?.ok === false || to?.ok === false) return [];
    const withItem = (item: T | undefined): DeskConfig => {
      const others = list.of(people).filter((one) => one.key !== item?.key && one.key !== fieldOf(before, 'key') && one.key !== fieldOf(after, 'key'));
      return list.replace(people, item === undefined ? [...others] : [...others, item]);
    };
    return diffConfigs(withItem(from?.value), withItem(to?.value));
  };
  switch (noun) {
    case 'agent': return of(agentList);
    case 'group': return of(groupList);
    case 'entry': return of(entryList);
    case 'hours': return of(hoursList);
    case 'site': return isWhole(before) || isWhole(after) ? of(siteList) : [];
    default: return [];
  }
}

/** Keys of a site are noted under its name, too, and are no site. */
const isWhole = (item: unknown): boolean => fieldOf(item, 'kind') !== undefined;

function plainChanges(noun: 'settings' | 'text', key: string, before: unknown, after: unknown): Difference[] {
  if (noun === 'text') {
    const withText = (words: unknown): DeskConfig => ({ ...emptyConfig, texts: isWords(words) ? { [key]: words } : {} });
    return diffConfigs(withText(before), withText(after));
  }
  return isObject(before) && isObject(after) ? diffConfigs({ ...emptyConfig, settings: { ...emptyConfig.settings, ...before } }, { ...emptyConfig, settings: { ...emptyConfig.settings, ...after } }) : [];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isWords = (value: unknown): value is { zh: string } => typeof fieldOf(value, 'zh') === 'string';
const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
