import type { Stage } from './stage';
import { until } from './until';
import { tagsIn } from './words';

/** Waits until every tagged word of both ends stands in the transcripts once and in order; answers how many there are. */
export async function allKept(stage: Stage): Promise<number> {
  let seen = await compare(stage);
  await until('all words are kept', async () => {
    seen = await compare(stage);
    return seen.wrong.length === 0;
  }).catch((error: unknown) => {
    throw new Error(seen.wrong.join('\n'), { cause: error });
  });
  return seen.words;
}

/** What is missing, doubled or in another order, by customer. */
async function compare({ platform, office }: Stage): Promise<{ wrong: string[]; words: number }> {
  const kept = new Map<string, number[]>();
  for (const { id, visitor } of (await office.conversations()).reverse()) {
    const tags = (await office.transcript(id)).filter(({ from }) => from !== 'note').flatMap(({ body }) => tagsIn(body));
    kept.set(visitor, [...(kept.get(visitor) ?? []), ...tags]);
  }
  const { entries } = await platform.ledger();
  const wrong: string[] = [];
  let words = 0;
  for (const customer of await platform.kf.customers()) {
    const said = entries.flatMap((entry) => (entry.type === 'item' && entry.who === customer && (entry.origin === 3 || entry.origin === 5) ? tagsIn(entry.content) : []));
    if (said.length === 0) continue;
    words += said.length;
    const stored = [...kept.values()].filter((tags) => said.some((tag) => tags.includes(tag)));
    const found = stored.length === 1 ? stored[0] : stored;
    if (JSON.stringify(found) !== JSON.stringify(said)) wrong.push(`${customer} said ${JSON.stringify(said)}, kept ${JSON.stringify(found)}`);
  }
  return { wrong, words };
}
