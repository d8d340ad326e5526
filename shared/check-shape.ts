import type { Static, TSchema } from '@sinclair/typebox';
import { Value, ValueErrorType } from '@sinclair/typebox/value';

/** What is wrong with a value: a JSON pointer and the rule it breaks, never the value itself. */
export interface ShapeFault {
  at: string;
  fault: string;
  unknownField?: boolean;
}

export type Checked<T> = { ok: true; value: T } | { ok: false; faults: ShapeFault[] };

const MOST_FAULTS = 20;

/** No form here is nested nearly so deep, and what walks a value by calling itself runs out of stack at some thousands. */
const MOST_DEPTH = 64;

/** Checks a value of unknown origin against a schema, with the schema's defaults filled in. The value given is left as it is. */
export function checkShape<S extends TSchema>(schema: S, value: unknown): Checked<Static<S>> {
  if (isDeeper(value, MOST_DEPTH)) return { ok: false, faults: [{ at: '', fault: 'Nested too deep' }] };
  const filled = Value.Default(schema, structuredClone(value));
  if (Value.Check(schema, filled)) return { ok: true, value: filled };
  const faults: ShapeFault[] = [];
  for (const { path, message, type } of Value.Errors(schema, filled)) {
    faults.push({ at: path, fault: message, ...(type === ValueErrorType.ObjectAdditionalProperties && { unknownField: true }) });
    if (faults.length === MOST_FAULTS) break;
  }
  return { ok: false, faults };
}

function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
