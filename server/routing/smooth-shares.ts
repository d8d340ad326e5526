/**
 * How many of the first `count` turns each weight has had, when turns are dealt as evenly as whole numbers allow:
 * the j-th turn of weight w is due at (j + ½) / w, earlier listed first on a tie. After any whole period (the sum
 * of the weights) each has had exactly its weight. Weights are whole numbers from 1 to 100.
 */
export function smoothShares(weights: readonly number[], count: number): number[] {
  const period = weights.reduce((sum, w) => sum + w, 0);
  if (period === 0) return [];
  const rest = count % period;
  let low = 0;
  let high = 1;
  // Two different due times lie at least 1/40,000 apart, so 20 halvings part them.
  for (let i = 0; i < 20; i += 1) {
    const middle = (low + high) / 2;
    if (dealt(weights, middle) <= rest) low = middle;
    else high = middle;
  }
  let left = rest - dealt(weights, low);
  return weights.map((w) => {
    const had = turnsBy(w, low);
    if (left === 0 || turnsBy(w, high) === had) return had;
    left -= 1;
    return had + 1;
  });
}

function turnsBy(weight: number, due: number): number {
  return Math.floor(weight * due + 0.5);
}

function dealt(weights: readonly number[], due: number): number {
  let sum = 0;
  for (const w of weights) sum += turnsBy(w, due);
  return sum;
}
