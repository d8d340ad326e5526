import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import { same } from '../../shared/same';
import { fill } from '../../shared/texts';
import type { ConfigList } from './config-lists';
import { agentList, entryList, groupList, hoursList, siteList } from './config-lists';
import { agentFields, entryFields, groupFields, hoursFields, settingFields, siteFields, type Fields, type FieldWords } from './field-words';
import { listWords, plainWords, type Lang, type Speaker } from './value-words';

/** One thing that differs: what, how, and in words, a line for each changed field. */
export interface Difference {
  /** `entry:vip`, `settings`, `text:greeting`; a list's noun alone when only its order changed. */
  object: string;
  change: 'added' | 'removed' | 'changed' | 'moved';
  fields: string[];
  words: { zh: string[]; en: string[] };
}

const nouns = {
  site: { zh: '站点', en: 'site' }, hours: { zh: '时间表', en: 'hours' }, agent: { zh: '客服', en: 'agent' },
  group: { zh: '客服组', en: 'group' }, entry: { zh: '入口', en: 'entry' }, settings: { zh: '设置', en: 'settings' }, text: { zh: '文案', en: 'text' },
};
const lines = {
  added: { zh: '新增{noun}「{name}」', en: 'New {noun} “{name}”' },
  removed: { zh: '删除{noun}「{name}」', en: '{noun} “{name}” removed' },
  changed: { zh: '{noun}「{name}」的{field}：{before} 改为 {after}', en: '{noun} “{name}”, {field}: {before} becomes {after}' },
  moved: { zh: '{noun}的顺序改为：{after}', en: 'Order of {noun}: {after}' },
};

/** What would change by publishing `to`, for people to read before they press the button. Nothing published yet: all of it is new. */
export function diffConfigs(from: DeskConfig | undefined, to: DeskConfig): Difference[] {
  const before = from ?? emptyConfig;
  const speak = speakers(before, to);
  const say = (make: (speaker: Speaker) => string[]): Difference['words'] => ({ zh: make(speak.zh), en: make(speak.en) });

  function list<T extends { key: string }>(of: ConfigList<T>, fields: Fields<T>, name: (item: T) => string): Difference[] {
    const olds = new Map(of.of(before).map((item) => [item.key, item]));
    const news = new Map(of.of(to).map((item) => [item.key, item]));
    const noun = (lang: Lang): string => nouns[of.noun][lang];
    const found: Difference[] = [];
    const whole = (change: 'added' | 'removed', item: T): Difference => ({
      object: `${of.noun}:${item.key}`, change, fields: [],
      words: say(({ lang }) => [fill(lines[change][lang], { noun: noun(lang), name: name(item) })]),
    });
    for (const item of of.of(to)) {
      const old = olds.get(item.key);
      if (!old) found.push(whole('added', item));
      else if (!same(old, item)) {
        const changed = changedFields(fields, old, item);
        found.push({
          object: `${of.noun}:${item.key}`, change: 'changed', fields: changed.map(({ field }) => field),
          words: say((speaker) => changed.map((one) => fieldLine(speaker, noun(speaker.lang), name(item), one))),
        });
      }
    }
    for (const item of of.of(before)) if (!news.has(item.key)) found.push(whole('removed', item));
    const stayed = of.of(to).filter((item) => olds.has(item.key));
    if (!same(stayed.map((item) => item.key), of.of(before).filter((item) => news.has(item.key)).map((item) => item.key))) {
      found.push({
        object: of.noun, change: 'moved', fields: [],
        words: say(({ lang }) => [fill(lines.moved[lang], { noun: noun(lang), after: listWords(lang, of.of(to).slice(0, 50).map(name)) })]),
      });
    }
    return found;
  }

  function fieldLine<T>(speaker: Speaker, noun: string, name: string, { words, before: old, after, value }: FieldChange<T>): string {
    const { lang } = speaker;
    const said = (item: T): string => words.say?.(item, speaker) ?? plainWords(value(item), lang);
    return fill(lines.changed[lang], { noun, name, field: words[lang], before: said(old), after: said(after) });
  }

  function settings(): Difference[] {
    const changed = changedFields(settingFields, before.settings, to.settings);
    if (changed.length === 0) return [];
    return [{
      object: 'settings', change: 'changed', fields: changed.map(({ field }) => field),
      words: say((speaker) => changed.map((one) => fieldLine(speaker, '', nouns.settings[speaker.lang], one))),
    }];
  }

  function texts(): Difference[] {
    const keys = new Set([...Object.keys(before.texts), ...Object.keys(to.texts)]);
    return [...keys].sort().flatMap((key): Difference[] => {
      const [old, after] = [before.texts[key], to.texts[key]];
      if (same(old, after)) return [];
      const change = old === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      return [{
        object: `text:${key}`, change, fields: [],
        words: say(({ lang }) => [fill(lines.changed[lang], { noun: nouns.text[lang], name: key, field: '', before: plainWords(old, lang), after: plainWords(after, lang) })]),
      }];
    });
  }

  return [
    ...list(siteList, siteFields, (site) => site.name),
    ...list(hoursList, hoursFields, (hours) => hours.name),
    ...list(agentList, agentFields, (agent) => agent.name),
    ...list(groupList, groupFields, (group) => group.name),
    ...list(entryList, entryFields, (entry) => entry.label.zh),
    ...settings(),
    ...texts(),
  ];
}

interface FieldChange<T> {
  field: string;
  words: FieldWords<T>;
  before: T;
  after: T;
  value(item: T): unknown;
}

function changedFields<T extends object>(fields: Fields<T>, before: T, after: T): FieldChange<T>[] {
  const found: FieldChange<T>[] = [];
  for (const field in fields) {
    if (!same(before[field], after[field])) found.push({ field, words: fields[field], before, after, value: (item) => item[field] });
  }
  return found;
}

/** People by name; somebody who is being removed still has one. */
function speakers(before: DeskConfig, to: DeskConfig): Record<Lang, Speaker> {
  const agents = new Map([...before.agents, ...to.agents].map(({ key, name }) => [key, name]));
  const groups = new Map([...before.groups, ...to.groups].map(({ key, name }) => [key, name]));
  const one = (lang: Lang): Speaker => ({ lang, agent: (key) => agents.get(key) ?? key, group: (key) => groups.get(key) ?? key });
  return { zh: one('zh'), en: one('en') };
}
