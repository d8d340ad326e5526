import type { ChannelKind, Entry, Step, Target } from '../../../../shared/config/entry';
import type { Site } from '../../../../shared/config/desk-config';
import { freeKey } from '../../draft/free-key';

/** A step with a name of its own for as long as the form is open, so that it stays itself while it is moved. */
export type StepForm = Step & { id: number };

export interface VariantForm {
  id: number;
  level: string;
  tag: string;
  owner: 'any' | 'yes' | 'no';
  ladder: StepForm[];
  priority: number | undefined;
}

type Plain = Omit<Entry, 'label' | 'greeting' | 'icon' | 'hours' | 'ladder' | 'variants' | 'overflow' | 'kfAccount' | 'kfUrl' | 'nativePool'>;

/** An entry as the form holds it: every field there, empty when not filled in. */
export interface EntryForm extends Plain {
  label: { zh: string; en: string };
  greeting: { zh: string; en: string };
  icon: string;
  hours: string;
  ladder: StepForm[];
  variants: VariantForm[];
  overflow: Entry['overflow']['kind'];
  maxWaitSeconds: number;
  kfAccount: string;
  kfUrl: string;
  nativePool: boolean;
}

let made = 0;
const nextId = (): number => (made += 1);

const stepForm = (step: Step): StepForm => ({ ...step, target: { ...step.target }, id: nextId() });

/** A new rung; whom it asks is chosen next. */
export const newStep = (target: Target): StepForm => stepForm({ target, respectCapacity: true, acceptAway: false, ringSeconds: 60 });
export const newVariant = (): VariantForm => ({ id: nextId(), level: '', tag: '', owner: 'any', ladder: [], priority: undefined });

export const formOf = (entry: Entry): EntryForm => ({
  key: entry.key, site: entry.site, label: { zh: entry.label.zh, en: entry.label.en ?? '' }, icon: entry.icon ?? '', channel: entry.channel,
  enabled: entry.enabled, isDefault: entry.isDefault, ladder: entry.ladder.map(stepForm),
  variants: entry.variants.map(({ when, ladder, priority }) => ({
    id: nextId(), level: when.level ?? '', tag: when.tag ?? '', owner: when.hasOwner === undefined ? 'any' : when.hasOwner ? 'yes' : 'no', ladder: ladder.map(stepForm), priority,
  })),
  overflow: entry.overflow.kind, maxWaitSeconds: entry.overflow.kind === 'queue' ? entry.overflow.maxWaitSeconds : 600,
  hours: entry.hours ?? '', designatedOutsideHours: entry.designatedOutsideHours, preferLastAgent: entry.preferLastAgent,
  priority: entry.priority, ageingSeconds: entry.ageingSeconds, maxWaiting: entry.maxWaiting, idleMinutes: entry.idleMinutes, silentSeconds: entry.silentSeconds,
  greeting: { zh: entry.greeting?.zh ?? '', en: entry.greeting?.en ?? '' }, kfAccount: entry.kfAccount ?? '', kfUrl: entry.kfUrl ?? '', nativePool: entry.nativePool ?? false,
});

const bothOf = ({ zh, en }: { zh: string; en: string }) => ({ zh: zh.trim(), ...(en.trim() !== '' && { en: en.trim() }) });
const ladderOf = (ladder: readonly StepForm[]): Step[] => ladder.map(({ id: _, target, ...terms }) => ({ ...terms, target: { ...target } }));
const whenOf = ({ level, tag, owner }: VariantForm) => ({
  ...(level.trim() !== '' && { level: level.trim() }), ...(tag.trim() !== '' && { tag: tag.trim() }), ...(owner !== 'any' && { hasOwner: owner === 'yes' }),
});

/** What is sent: fields left empty are absent, and so is what only 微信客服 knows on another channel. */
export function entryOf(form: EntryForm): Entry {
  const { label, greeting, icon, hours, ladder, variants, overflow, maxWaitSeconds, kfAccount, kfUrl, nativePool, ...plain } = form;
  const text = (name: 'icon' | 'hours' | 'kfAccount' | 'kfUrl', value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  return {
    ...plain, key: plain.key.trim(), label: bothOf(label), ladder: ladderOf(ladder),
    variants: variants.map((one) => ({ when: whenOf(one), ladder: ladderOf(one.ladder), ...(typeof one.priority === 'number' && { priority: one.priority }) })),
    overflow: overflow === 'queue' ? { kind: 'queue', maxWaitSeconds } : { kind: 'leave-message' },
    ...text('icon', icon), ...text('hours', hours),
    ...(greeting.zh.trim() !== '' || greeting.en.trim() !== '' ? { greeting: bothOf(greeting) } : {}),
    ...text('kfAccount', kfAccount), ...text('kfUrl', kfUrl), ...(nativePool && { nativePool }),
  };
}

const usual: Readonly<Record<Site['kind'], ChannelKind>> = { 'mini-program': 'contact', 'web': 'chat' };

/** What a new entry begins with. The first contact button of a mini-program is its default, since it must have one. */
export function blankEntry(site: Site | undefined, entries: readonly Entry[]): Entry {
  const channel = site === undefined ? 'chat' : usual[site.kind];
  const first = channel === 'contact' && !entries.some((one) => one.site === site?.key && one.channel === 'contact' && one.isDefault);
  return {
    key: freeKey('entry', entries.map(({ key }) => key)), site: site?.key ?? '', label: { zh: '' }, channel, enabled: true, isDefault: first, ladder: [], variants: [],
    overflow: { kind: 'queue', maxWaitSeconds: 600 }, designatedOutsideHours: false, preferLastAgent: false, priority: 0, ageingSeconds: 120, maxWaiting: 50, idleMinutes: 60, silentSeconds: 120,
  };
}

/** Its ladder depends on what is known about the visitor. */
export const usesFacts = ({ ladder, variants }: Pick<Entry, 'ladder' | 'variants'>): boolean => variants.length > 0 || ladder.some(({ target }) => target.kind === 'owner');
