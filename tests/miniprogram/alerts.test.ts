import { createAlerts } from '../../miniprogram/services/alerts';
import { createStorage } from '../../miniprogram/services/storage';
import { createWechat } from './wechat';

const start = (parts: object = {}) => {
  const wechat = createWechat(() => ({ status: 200 }));
  const phone = { ...wechat.wx, ...parts };
  let now = 1_000_000;
  const timers = { now: () => now, after: () => () => undefined };
  const open = () => createAlerts({ phone, storage: createStorage(phone), timers });
  return { wechat, open, pass: (ms: number) => (now += ms) };
};

test('an answer is heard and felt, from the file in the package', () => {
  const { open, wechat } = start();
  open().ring();
  expect(wechat.played).toEqual(['/sounds/answer.wav']);
  expect(wechat.shakes).toEqual(['medium']);
});

test('answers that come together ring once, later ones again', () => {
  const { open, wechat, pass } = start();
  const alerts = open();
  for (let count = 0; count < 5; count += 1) alerts.ring();
  expect(wechat.played).toHaveLength(1);
  pass(1500);
  alerts.ring();
  expect(wechat.played).toHaveLength(2);
});

test('switched off it is quiet, also after the next start; switched on he hears what it is', () => {
  const { open, wechat, pass } = start();
  open().choose(false);
  const again = open();
  again.ring();
  expect([again.isOn(), wechat.played, wechat.shakes]).toEqual([false, [], []]);
  pass(1500);
  again.choose(true);
  expect([open().isOn(), wechat.played.length]).toEqual([true, 1]);
});

test('a phone without the short shake gives the long one', () => {
  const { open, wechat } = start({ vibrateShort: ({ fail }: { fail(): void }) => fail() });
  open().ring();
  expect(wechat.shakes).toEqual(['long']);
});

const broken = (): never => {
  throw new Error('createInnerAudioContext:fail');
};
test.each([
  ['too old for either', { createInnerAudioContext: undefined, vibrateShort: undefined, vibrateLong: undefined }, 0],
  ['that cannot play', { createInnerAudioContext: broken }, 1],
])('a WeChat %s breaks nothing', (_name, parts, shakes) => {
  const { open, wechat } = start(parts);
  open().ring();
  expect([wechat.played.length, wechat.shakes.length]).toEqual([0, shakes]);
});
