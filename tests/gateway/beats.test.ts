import { createBeats } from '../../server/gateway/sockets/beats';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('everybody beats once in a period, whenever he came, until he stops', () => {
  const beats = createBeats(1_600);
  const counts = Array.from({ length: 40 }, () => 0);
  const stops = counts.map((_, one) => {
    jest.advanceTimersByTime(50);
    return beats.join(() => { counts[one] = (counts[one] ?? 0) + 1; });
  });
  counts.fill(0);
  jest.advanceTimersByTime(1_600);
  expect(counts).toEqual(counts.map(() => 1));
  stops.forEach((stop, one) => { if (one % 2 === 0) stop(); });
  jest.advanceTimersByTime(3_200);
  expect(counts).toEqual(counts.map((_, one) => (one % 2 === 0 ? 1 : 3)));
  beats.stop();
  jest.advanceTimersByTime(3_200);
  expect(counts[1]).toBe(3);
});

test('who has just come is not asked before nearly a whole period has passed', () => {
  const beats = createBeats(1_600);
  let count = 0;
  jest.advanceTimersByTime(790);
  beats.join(() => { count += 1; });
  jest.advanceTimersByTime(1_490);
  expect(count).toBe(0);
  jest.advanceTimersByTime(120);
  expect(count).toBe(1);
  beats.stop();
});
