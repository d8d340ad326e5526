import { createWatching } from '../../server/gateway/sockets/watching';
import { until } from '../journeys/until';

test('looking after all conversations shown asks the store for one at a time, and reaches each', async () => {
  let [under, most] = [0, 0];
  const read: string[] = [];
  const watching = createWatching({
    workbench: {
      async watched(conversation) {
        most = Math.max(most, under += 1);
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        read.push(conversation);
        return undefined;
      },
      maySee: () => Promise.resolve(true),
    },
  }, () => undefined);
  const all = Array.from({ length: 40 }, (_, i) => `conversation-${i}`);
  for (const one of all) watching.watch({ agent: 'li', supervises: false }, one, 0, () => undefined, () => undefined);
  await until('the first reading', () => read.length === all.length);
  [most, read.length] = [0, 0];
  watching.lookAfterAll();
  watching.lookAfterAll();
  await until('all again', () => read.length >= all.length);
  expect([most, read]).toEqual([1, all]);
});
