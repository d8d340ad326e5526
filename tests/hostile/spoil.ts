import { isFields } from './api';
import { HUSH, later } from './conform';
import type { Draw } from './draw';

const DEEP = 3_000;

/** Values nobody expects; of each kind that has broken a server somewhere. */
const EVIL: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, -0.0, 1e308, 5e-324, 2 ** 53, -(2 ** 53), 4_294_967_296, later('!9223372036854775807'), later('!-9223372036854775809'), later('!1e999'), later('!123456789012345678901234567890'),
  '', ' ', '0', '-1', 'null', 'NaN', '9223372036854775808', `${HUSH}${'x'.repeat(70_000)}`, '界'.repeat(30_000), '\u0000', `${HUSH}\u0000`, '\ud800', '\udc00\ud83d', '👩‍👩‍👧‍👦'.repeat(200), '\u202e\u2066\ufeff', 'a\r\nSet-Cookie: x=1', '\u001b[2J',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', "' OR 1=1 --", '"; DROP TABLE visitors; --', '%', '_%', '\\', '\\u0000', '$where', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '../../../etc/passwd',
  '=cmd|calc', '%00', '%s%n', 'file:///etc/passwd', 'http://169.254.169.254/', '2024-02-30', '24:00', '1e3', '١٢٣', 'K', 'ß', 'İ',
  [], [[]], [null], ['x'], {}, { toString: 1 }, { length: -1 }, { then: 'x' }, { kind: 'text' }, { $gt: '' }, later('!{"__proto__":{"admin":true}}'), later('!{"constructor":{"prototype":{"admin":true}}}'), later(`!${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
];

const NAMES = ['__proto__', 'constructor', 'toString', 'admin', 'id', 'role', '', 'a'.repeat(5_000), '\u0000', '字段'] as const;

/** A value that fits, with one to three things wrong with it. */
export function spoil(value: unknown, draw: Draw): unknown {
  const times = draw.whole(1, 3);
  let spoiled = value;
  for (let i = 0; i < times; i += 1) spoiled = spoilOnce(spoiled, draw);
  return spoiled;
}

function spoilOnce(value: unknown, draw: Draw): unknown {
  // Half of the time further in, where there is something.
  if (Array.isArray(value) && value.length > 0 && draw.chance(75)) {
    const at = draw.whole(0, value.length - 1);
    const items: unknown[] = value;
    if (draw.chance(15)) return items.flatMap((one) => Array.from({ length: 200 }, () => one));
    return items.map((one, i) => (i === at ? spoilOnce(one, draw) : one));
  }
  if (isFields(value) && draw.chance(85)) return spoilFields(value, draw);
  return draw.chance(15) ? [value] : draw.one(EVIL);
}

function spoilFields(value: Readonly<Record<string, unknown>>, draw: Draw): unknown {
  const entries = Object.entries(value);
  const act = draw.whole(1, 100);
  if (entries.length === 0 || act <= 15) return withField(entries, draw.one(NAMES), draw.one(EVIL));
  const at = draw.whole(0, entries.length - 1);
  if (act <= 30) return Object.fromEntries(entries.filter((_, i) => i !== at));
  return Object.fromEntries(entries.map(([name, inner], i) => [name, i === at ? spoilOnce(inner, draw) : inner]));
}

/** An own field also for the names an assignment would take for something else. */
function withField(entries: readonly [string, unknown][], name: string, value: unknown): unknown {
  const made = Object.fromEntries(entries);
  Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

/** A body as text with something wrong in its form. */
export function spoilText(text: string, draw: Draw): string {
  const cut = draw.whole(0, text.length);
  return draw.one([
    () => text.slice(0, cut),
    () => `${text}${text}`,
    () => `\ufeff${text}`,
    () => `${text.slice(0, cut)}\u0000${text.slice(cut)}`,
    () => `${text.slice(0, cut)}\\u0000${text.slice(cut)}`,
    () => text.replace('{', '{"__proto__":{"role":"admin"},'),
    () => text.replace('{', '{"constructor":{"prototype":{"x":1}},'),
    () => text.replaceAll('"', "'"),
    () => text.replace(/:\s*("[^"]*"|\d+)/, ':NaN'),
    () => text.replace(/:\s*("[^"]*"|\d+)/, ':1e400'),
    () => `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
    () => '['.repeat(100_000),
    () => draw.one(['', 'null', '[]', '0', '"x"', 'true', '{}', '{', 'undefined', '<xml/>', 'a=b&c=d', '\ud800']),
  ])();
}

const CELLS = ['=1+1', '"unclosed', '""', 'a"b', "'", '🙂', '\u0000', '-1', '1e999', 'agent:li ring=1e9', 'queue -1', 'li*999; *; li*x', ';;;', '__proto__', '"{""a"":1}"', '"[[[[]]]]"', `"${'['.repeat(8_000)}${']'.repeat(8_000)}"`, `${HUSH}${'x'.repeat(20_000)}`] as const;

/** A sheet with other cells, rows or columns than it should have. */
export function spoilSheet(columns: readonly string[], draw: Draw): string {
  const named = draw.chance(70) ? columns : [...columns, draw.one(['__proto__', 'constructor', '', 'name', '"'])];
  const row = (): string => named.map((name) => (draw.chance(30) ? draw.one(CELLS) : name === 'key' ? `k${draw.whole(0, 9)}` : '')).join(',');
  return [named.join(','), ...Array.from({ length: draw.whole(0, 4) }, row)].join(draw.one(['\n', '\r\n', '\r']));
}

const PLACES = [
  '..%2f..%2fetc%2fpasswd', '../../etc/passwd', '%2e%2e', '%00', 'a%00b', '%', '%zz', '%ff%fe', '%F0%9F%98%80', '%ED%A0%80', '__proto__', 'constructor', "'%20OR%201=1--", '%22', '9223372036854775808', '-1', 'x'.repeat(99), 'x'.repeat(300), `${HUSH}-place`,
  '~~', '%7B%7D', '*', ';a=b', '%0d%0aX:%201', '.', '..', '%20', 'null', '%E2%80%AE',
] as const;

/** A part of a path that names nothing, or nothing good. */
export const evilPlace = (draw: Draw): string => draw.one(PLACES);

/** What is put behind an address. */
export const evilQuery = (draw: Draw): string => draw.one([
  '', '?', '?&', '?&&=&', '?__proto__=x', '?__proto__[admin]=1', '?constructor=1&constructor=2', '?after=1&after=2', '?after[]=1', '?limit=-1', '?limit=1e9', '?limit=9223372036854775808', '?limit=NaN', '?limit=%00', '?limit=1&limit=1',
  '?a=%', '?a=%zz', '?a=%ff', '?x=y', `?q=${'x'.repeat(9_000)}`, `?${'a=1&'.repeat(2_000)}`, '?revision=-1', '?revision=1.5', '?revision=0&revision=0', '?revision=null', '?source=draft&source=draft', '?state=__proto__', '?from=1e308', '?before=%F0%9F', '?%00=1', '?=', '?search=%25%25_%5C', '#?x', '?a#b',
]);
