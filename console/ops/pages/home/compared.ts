/** How a number stands against the same time yesterday: the difference with its sign, and which way it went. */
export interface Difference {
  way: 'up' | 'down' | 'same';
  by: number;
}

/** Undefined when one of them is not known. */
export function differenceOf({ now, before }: { now?: number; before?: number }): Difference | undefined {
  if (now === undefined || before === undefined) return undefined;
  return { way: now > before ? 'up' : now < before ? 'down' : 'same', by: Math.abs(now - before) };
}
