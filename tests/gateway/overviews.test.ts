import { createOverviews } from '../../server/gateway/sockets/overviews';

test('whose lists could not be read when he came is not read for ever after', async () => {
  let reads = 0;
  const overviews = createOverviews({
    workbench: {
      overviews: () => {
        reads += 1;
        return Promise.reject(new Error('the store is away'));
      },
      queues: () => Promise.resolve([]), told: () => Promise.resolve([]), whose: () => Promise.resolve([]), seesQueue: () => false,
    },
  }, () => undefined);
  await expect(overviews.open({ agent: 'li', supervises: false }, () => undefined)).rejects.toThrow('away');
  overviews.lookAfterAll();
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toBe(1);
});
