import { createHash } from 'node:crypto';
import { fieldText, type Push } from './push';

/** Openids, userids, message and media ids: short and printable. Anything else is no id and would spoil a key. */
export function isPlainId(text: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(text);
}

/** CreateTime of a push, whole seconds on both platforms, as they stand there; undefined when it is no time. */
export function pushSeconds({ fields }: Push): number | undefined {
  const created = fieldText(fields, 'CreateTime');
  return /^[1-9][0-9]{0,10}$/.test(created) ? Number(created) : undefined;
}

/** Tells pushes without id or time apart by their content; redeliveries repeat it unchanged. */
export function pushPrint(push: Push): string {
  return createHash('sha256').update(push.raw).digest('hex').slice(0, 32);
}

/** The beginning of a text, at most `max` UTF-16 units, without half an emoji at the cut and without NUL, which databases refuse. */
export function storable(text: string, max: number): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return clean.length <= max ? clean : clean.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** `{ [name]: value }`, or nothing when the value is missing or too long: an address or id that is cut would be a wrong one. */
export function whenWhole<Name extends string>(name: Name, value: string, max: number): { [key in Name]?: string } {
  const one: { [key in Name]?: string } = {};
  if (value !== '' && value.length <= max && !value.includes('\0')) one[name] = value;
  return one;
}
