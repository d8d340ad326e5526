import fc from 'fast-check';
import { fieldsOf, listOf, type Fields } from './api';
import type { Draw } from './draw';

/**
 * What stands for something only known when the request is sent: `~~visitors.3~~` one of a pool, `~~!draft~~` the JSON
 * itself, quotes included. It survives JSON and addresses unchanged.
 */
export const later = (name: string, number?: number): string => `~~${name}${number === undefined ? '' : `.${number}`}~~`;

/** In every text people could have typed, so that it can be looked for where it must not be. */
export const HUSH = 'hush';

/** Texts no encoding can write: half of an emoji, as a cut in the wrong place leaves it. */
const HALVES = ['\ud83d', '\ude00', '\ude00\ud83d'] as const;

/** Fields whose values must name something that is there to get further than the first check. */
const POOLS: Readonly<Record<string, string>> = {
  entry: 'entries', customerId: 'entries', agent: 'agents', ownerAgent: 'agents', to: 'agents', group: 'groups', site: 'sites', hours: 'hours', shift: 'hours', visitor: 'visitors', conversation: 'conversations',
  login: 'logins', subject: 'openids', version: 'versions', key: 'key', id: 'ids', by: 'logins', file: 'files', before: 'conversations',
  account: 'accounts', agents: 'agents',
};
const SAID: Readonly<Record<string, string>> = {
  code: later('code'), password: later('password'), current: later('password'), revision: later('!revision'), config: later('!config'), keys: later('!keys'),
  payload: later('payload'), signature: later('signature'),
};
const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Nowhere/None'] as const;
const HOOKS = ['http://127.0.0.1:9/hook', 'https://shop.invalid/a?b=c', 'http://[', 'http://%zz', 'https://shop.invalid:99999'] as const;

/** A value that fits the schema, named things among those that are there. */
export function conform(schema: Fields, name: string, draw: Draw): unknown {
  const said = SAID[name];
  if (said !== undefined && draw.chance(90)) return said;
  const pool = POOLS[name];
  if (pool !== undefined && (schema.type === 'string' || schema.type === undefined) && draw.chance(90)) return later(pool, draw.whole(0, 30));
  const fixed = 'const' in schema ? [schema.const] : listOf(schema.enum);
  if (fixed.length > 0) return draw.one(fixed);
  const forms = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].map(fieldsOf);
  if (forms.length > 0) return conform(draw.one(forms), name, draw);
  switch (schema.type) {
    case 'object': return object(schema, draw);
    case 'array': return list(schema, name, draw);
    case 'string': return text(schema, name, draw);
    case 'integer': return draw.whole(number(schema.minimum, 0), Math.min(number(schema.maximum, 2_000_000_000_000), number(schema.minimum, 0) + 5_000));
    case 'number': return draw.whole(0, 100) / 4;
    case 'boolean': return draw.chance(50);
    case 'null': return null;
    default: return draw.any(fc.jsonValue({ maxDepth: 2 }));
  }
}

const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

function object(schema: Fields, draw: Draw): Record<string, unknown> {
  const required = listOf(schema.required);
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(fieldsOf(schema.properties))) {
    if (required.includes(name) || draw.chance(50)) made[name] = conform(fieldsOf(inner), name, draw);
  }
  // Fields by any name, as in a change of some fields.
  if (schema.properties === undefined && draw.chance(50)) made[draw.one(['name', 'enabled', 'label', 'capacity'])] = draw.one(['x', true, { zh: '改名的 售前' }, 3]);
  return made;
}

function list(schema: Fields, name: string, draw: Draw): unknown[] {
  const least = number(schema.minItems, 0);
  const many = Array.from({ length: draw.whole(least, Math.min(number(schema.maxItems, 3), least + 2)) }, () => conform(fieldsOf(schema.items), name, draw));
  return schema.uniqueItems === true ? [...new Set(many)] : many;
}

function text(schema: Fields, name: string, draw: Draw): string {
  if (name === 'timeZone') return draw.one(ZONES);
  if (name === 'url') return draw.one(HOOKS);
  const most = number(schema.maxLength, 200);
  if (typeof schema.pattern === 'string' && schema.pattern !== '\\S') {
    const least = number(schema.minLength, 0);
    return draw.any(fc.stringMatching(new RegExp(schema.pattern)).filter((one) => one.length >= least && one.length <= most));
  }
  // What ops call a button stands in alarms, which are logged; it is nobody's secret.
  const mark = name === 'zh' || name === 'en' ? 'label' : HUSH;
  const words = `${mark}${draw.whole(0, 999)} ${draw.any(fc.string({ unit: draw.one(['grapheme', 'binary-ascii'] as const), maxLength: 40 }))}${draw.chance(8) ? draw.one(HALVES) : ''}`;
  return words.replaceAll('\u0000', '').slice(0, most);
}
