/** Starts what is given at once, or when one of the `most` that are running has ended. Each calls `ended` exactly once. */
export const fewAtOnce = (most: number): ((start: (ended: () => void) => void) => void) => {
  const waiting: ((ended: () => void) => void)[] = [];
  let running = 0;

  const go = (start: (ended: () => void) => void): void => {
    running += 1;
    start(() => {
      running -= 1;
      const next = waiting.shift();
      if (next !== undefined) go(next);
    });
  };

  return (start) => {
    if (running < most) go(start);
    else waiting.push(start);
  };
};
