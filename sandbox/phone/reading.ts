/** One member of what came over the wire, undefined where there is none. */
export const at = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

export const textAt = (value: unknown, name: string): string => {
  const found = at(value, name);
  return typeof found === 'string' ? found : '';
};

export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const found = at(value, name);
  return Array.isArray(found) ? found : [];
};

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

/** Calls a method that may be missing, as WeChat does with life cycles. */
export const callAt = (target: object, name: string, ...args: unknown[]): void => {
  const found: unknown = Reflect.get(target, name);
  if (isFunction(found)) found.apply(target, args);
};
