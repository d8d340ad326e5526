/** An ordered message as the platforms write it: strings, whole numbers, 64-bit ids, nested parts, lists. */
export type Value = string | number | bigint | readonly Value[] | Fields;
export interface Fields {
  readonly [name: string]: Value;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** JSON with 64-bit integers written as bare digits, which JSON.stringify cannot do. */
export function toJson(value: Value): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(toJson).join(',')}]`;
  return `{${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${toJson(inner)}`).join(',')}}`;
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function element(name: string, value: Value): string {
  if (typeof value === 'string') return `<${name}>${cdata(value)}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${value}</${name}>`;
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${elements(value)}</${name}>`;
}

function elements(fields: Fields): string {
  return Object.entries(fields).map(([name, value]) => element(name, value)).join('');
}

/** `<xml>…</xml>`: strings in CDATA, numbers bare, a list as repeated elements. */
export function toXml(fields: Fields): string {
  return `<xml>${elements(fields)}</xml>`;
}
