/**
 * What setData needs so that the list called `name` becomes `next`: single items where they changed or were added at the end, the whole list where
 * it grew at the beginning or lost something. WeChat moves all of it between two threads, so less is faster.
 */
export const listChanges = <T extends { readonly id: string }>(name: string, shown: readonly T[], next: readonly T[]): Record<string, unknown> => {
  if (next.length < shown.length || shown.some(({ id }, at) => next[at]?.id !== id)) return { [name]: next };
  const changes = next.map((item, at): readonly [string, T] | undefined => (JSON.stringify(item) === JSON.stringify(shown[at]) ? undefined : [`${name}[${at}]`, item]));
  return Object.fromEntries(changes.filter((change) => change !== undefined));
};
