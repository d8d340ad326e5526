import { createSlots } from '../../../server/stores/postgres/slots';
import { isStoreAway } from '../../../server/stores/store-away';

const held = (): { work: () => Promise<string>; release: () => void } => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => gate.then(() => 'done'), release };
};

describe('slots', () => {
  test('so many at a time, first come, first served', async () => {
    const slots = createSlots(2, 1_000, () => 0);
    const order: number[] = [];
    const jobs = [0, 1, 2, 3].map(() => held());
    const results = jobs.map(({ work }, n) => slots.use(() => {
      order.push(n);
      return work();
    }));
    await Promise.resolve();
    expect(order).toEqual([0, 1]);
    jobs[1]?.release();
    await results[1];
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([0, 1, 2]);
    for (const job of jobs) job.release();
    expect(await Promise.all(results)).toEqual(['done', 'done', 'done', 'done']);
    expect(order).toEqual([0, 1, 2, 3]);
  });

  test('who waited too long is refused before he begins, a later one is not', async () => {
    let time = 0;
    const slots = createSlots(1, 1_000, () => time);
    const first = held();
    const running = slots.use(first.work);
    let begun = false;
    const late = slots.use(async () => void (begun = true));
    time = 999;
    const fresh = slots.use(async () => 'fresh');
    time = 1_000;
    first.release();
    await running;
    expect(await late.catch(isStoreAway)).toBe(true);
    expect(begun).toBe(false);
    expect(await fresh).toBe('fresh');
  });

  test('a failure frees the slot, and idle is when nothing runs', async () => {
    const slots = createSlots(1, 1_000, () => 0);
    await expect(slots.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await slots.idle();
    const job = held();
    const running = slots.use(job.work);
    let idle = false;
    const watched = slots.idle().then(() => (idle = true));
    await Promise.resolve();
    expect(idle).toBe(false);
    job.release();
    await running;
    await watched;
    expect(idle).toBe(true);
  });
});
