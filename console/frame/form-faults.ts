import type { TSchema } from '@sinclair/typebox';
import { Key } from '../../shared/config/keys';
import { checkShape } from '../../shared/check-shape';
import type { Say, WordTable } from './language';

export const faultWords = {
  missing: { zh: '请填写', en: 'Fill this in' },
  tooLong: { zh: '最多 {most} 个字符', en: 'At most {most} characters' },
  tooShort: { zh: '至少 {least} 个字符', en: 'At least {least} characters' },
  range: { zh: '请填 {least} 到 {most} 之间的整数', en: 'A whole number from {least} to {most}' },
  key: { zh: '只能用小写字母、数字、- 和 _，以字母或数字开头，最多 32 个', en: 'Small letters, digits, - and _ only, beginning with a letter or digit, at most 32' },
  form: { zh: '格式不正确', en: 'Not in the expected form' },
} as const satisfies WordTable;

type FaultWord = keyof typeof faultWords;
export interface FieldFault {
  word: FaultWord;
  values: Readonly<Record<string, number>>;
}

/**
 * What is wrong with the content of a form, judged by the same schema the server checks it with: JSON pointer of the field
 * (`/name`, `/ladder/0/ringSeconds`) → the first fault there. Empty when it may be sent.
 */
export function formFaults(schema: TSchema, content: unknown): ReadonlyMap<string, FieldFault> {
  const checked = checkShape(schema, content);
  const faults = new Map<string, FieldFault>();
  if (checked.ok) return faults;
  for (const { at } of checked.faults) if (!faults.has(at)) faults.set(at, faultAt(schemaAt(schema, at), valueAt(content, at)));
  return faults;
}

/** The fault of one field in words, or nothing, as a form's item wants it. */
export const faultLine = (faults: ReadonlyMap<string, FieldFault>, at: string, say: Say<typeof faultWords>): string => {
  const fault = faults.get(at);
  return fault === undefined ? '' : say(fault.word, fault.values);
};

function faultAt(schema: unknown, value: unknown): FieldFault {
  const rule = (name: string): unknown => fieldOf(schema, name);
  const number = (name: string): number | undefined => {
    const found = rule(name);
    return typeof found === 'number' ? found : undefined;
  };
  if (value === undefined || value === null || value === '') return { word: 'missing', values: {} };
  const [least, most] = [number('minimum'), number('maximum')];
  if (least !== undefined && most !== undefined) return { word: 'range', values: { least, most } };
  if (typeof value === 'string') {
    const [shortest, longest] = [number('minLength'), number('maxLength')];
    if (longest !== undefined && value.length > longest) return { word: 'tooLong', values: { most: longest } };
    if (shortest !== undefined && value.length < shortest) return { word: 'tooShort', values: { least: shortest } };
    if (rule('pattern') === Key.pattern) return { word: 'key', values: {} };
  }
  return { word: 'form', values: {} };
}

const fieldOf = (of: unknown, name: string): unknown => (typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined);
const namesOf = (at: string): string[] => at.split('/').slice(1).map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));
const valueAt = (content: unknown, at: string): unknown => namesOf(at).reduce(fieldOf, content);
/** Through objects and lists; where one of several forms is meant, nothing is known. */
const schemaAt = (schema: unknown, at: string): unknown => namesOf(at).reduce((inner, name) => fieldOf(fieldOf(inner, 'properties'), name) ?? fieldOf(inner, 'items'), schema);
