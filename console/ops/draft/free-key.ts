/** A key nobody has: whoever makes something new need not think of one. */
export function freeKey(stem: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}
