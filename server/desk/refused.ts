import type { ShapeFault } from '../../shared/check-shape';
import type { ErrorCode } from '../../shared/errors';

/** What was asked for is not done, for a reason of the one table; `detail` is for engineers and never a secret. */
export interface Refused {
  kind: 'refused';
  code: ErrorCode;
  detail?: unknown;
  /** It may succeed after so long, unchanged. */
  retryAfterMs?: number;
}

export type Done<T> = { kind: 'done'; value: T } | Refused;

export const done = <T>(value: T): { kind: 'done'; value: T } => ({ kind: 'done', value });

export const refused = (code: ErrorCode, detail?: unknown): Refused => ({ kind: 'refused', code, ...(detail !== undefined && { detail }) });

/** A value that is not of the expected form; says where and which rule, never the value. */
export const wrongShape = (faults: readonly ShapeFault[]): Refused =>
  refused(faults.some((fault) => fault.unknownField) ? 'unknown-field' : 'bad-request', faults.map(({ at, fault }) => ({ at, fault })));
