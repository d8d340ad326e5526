/** So many at once; in the order of `all`. */
export async function inWaves<T, R>(all: readonly T[], atOnce: number, work: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += atOnce) done.push(...await Promise.all(all.slice(at, at + atOnce).map((one, index) => work(one, at + index))));
  return done;
}
