import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import { same } from '../../shared/same';
import type { AuditRow } from '../stores/records/config';
import { agentList, entryList, groupList, hoursList, siteList, type ConfigList } from './config-lists';
import { diffConfigs, type Difference } from './diff-config';
import { plainWords, type Lang } from './value-words';

type Lines = Difference['words'];

/**
 * What an act changed, in words, a line for each field: from before and after as they stand in the audit. People are named as
 * they are now. Empty where nothing was changed, or it is of a form this version does not know.
 */
export function auditWords({ object, detail }: Pick<AuditRow, 'object' | 'detail'>, now: DeskConfig): Lines {
  const said = detail === undefined ? undefined : jsonOf(detail);
  const [noun = '', key = ''] = object.split(/:(.*)/s);
  const before = fieldOf(said, 'before');
  const after = fieldOf(said, 'after');
  const people = { ...emptyConfig, agents: now.agents, groups: now.groups };
  const others = otherChanges(noun, before, after);
  if (others) return others;
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

/** What stands beside the configuration: logins, webhooks, keys, conversations. */
const names: Readonly<Record<string, { zh: string; en: string }>> = {
  login: { zh: '登录名', en: 'login name' }, name: { zh: '名称', en: 'name' }, role: { zh: '角色', en: 'role' }, agent: { zh: '对应的客服', en: 'answers as' }, disabled: { zh: '停用', en: 'switched off' },
  site: { zh: '站点', en: 'site' }, url: { zh: '推送地址', en: 'address' }, events: { zh: '事件', en: 'events' }, title: { zh: '标题', en: 'title' },
  status: { zh: '状态', en: 'status' }, owner: { zh: '客服', en: 'agent' }, state: { zh: '跟进', en: 'follow-up' }, version: { zh: '版本', en: 'version' },
};
const configNouns: readonly string[] = ['entry', 'group', 'hours', 'settings', 'text'];

/** Undefined where the configuration's own words say it. */
function otherChanges(noun: string, before: unknown, after: unknown): Lines | undefined {
  if (configNouns.includes(noun) || isWhole(before) || isWhole(after) || (noun === 'agent' && [before, after].some((one) => fieldOf(one, 'key') !== undefined))) return undefined;
  const changed = Object.keys(names).filter((field) => !same(fieldOf(before, field), fieldOf(after, field)));
  const line = (lang: Lang, field: string): string => {
    const [from, to] = [before, after].map((one) => plainWords(fieldOf(one, field), lang));
    const name = names[field]?.[lang] ?? field;
    if (before === undefined) return lang === 'zh' ? `${name}：${to}` : `${name}: ${to}`;
    return lang === 'zh' ? `${name}：${from} 改为 ${to}` : `${name}: ${from} becomes ${to}`;
  };
  return { zh: changed.map((field) => line('zh', field)), en: changed.map((field) => line('en', field)) };
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
