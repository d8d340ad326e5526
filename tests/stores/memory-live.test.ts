import { createExpiring } from '../../server/stores/memory/expiring';
import { createMemoryLive } from '../../server/stores/memory/live';
import { liveContract } from './live-contract';

describe('live state in the process', () => {
  liveContract(async () => {
    let time = 1_700_000_000_000;
    const live = createMemoryLive({ now: () => time });
    return {
      open: async () => live,
      pass: async (ms) => void (time += ms),
      end: () => live.close(),
    };
  });

  test('a bug of a hearer is told', async () => {
    const told: unknown[] = [];
    const live = createMemoryLive({ now: () => 0, report: (error) => told.push(error) });
    const bug = new Error('a bug');
    await live.subscribe('topic', () => {
      throw bug;
    });
    live.publish('topic', 'a');
    await Promise.resolve();
    expect(told).toEqual([bug]);
  });

  test('what has run out is thrown away though nobody asks for it again', () => {
    let time = 0;
    const seen: string[] = [];
    const values = createExpiring<string>(() => {
      seen.push('looked');
      return time;
    });
    for (let i = 0; i < 1_024; i += 1) values.set(`old ${i}`, 'v', 10);
    time = 20;
    values.set('new', 'v', 30);
    expect(seen.length).toBeGreaterThan(0);
    seen.length = 0;
    expect(values.get('old 0')).toBeUndefined();
    // not even looked at: it is not there any more
    expect(seen).toEqual([]);
    expect(values.get('new')).toBe('v');
  });
});
