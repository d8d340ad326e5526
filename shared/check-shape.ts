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

/** Checks a value of unknown origin against a schema, with the schema's defaults filled in. The value given is left as it is. */
export function checkShape<S extends TSchema>(schema: S, value: unknown): Checked<Static<S>> {
  const filled = Value.Default(schema, structuredClone(value));
  if (Value.Check(schema, filled)) return { ok: true, value: filled };
  const faults: ShapeFault[] = [];
  for (const { path, message, type } of Value.Errors(schema, filled)) {
    faults.push({ at: path, fault: message, ...(type === ValueErrorType.ObjectAdditionalProperties && { unknownField: true }) });
    if (faults.length === MOST_FAULTS) break;
  }
  return { ok: false, faults };
}
