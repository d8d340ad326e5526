import { whyCode, whyWords } from '../../../shared/why-words';

it('each reason WeCom tells for a message that did not arrive has words of its own', () => {
  const told = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((type) => whyWords(`kf-fail:${type}`));
  expect(new Set(told.map(({ zh }) => zh)).size).toBe(told.length);
  for (const { zh, en } of told) expect([/\p{Script=Han}.*。$/u.test(zh), en.endsWith('.')]).toEqual([true, true]);
});

it('the others share those of the code', () => {
  expect([0, 3, 13].map((type) => whyWords(`kf-fail:${type}`))).toEqual(Array(3).fill(whyWords('kf-fail')));
  expect(whyCode('kf-fail:4')).toBe('kf-fail');
});

it.each(['agent-not-receiving:95019', 'answered-natively:95018', 'waiting-natively:95018', 'session-over:95018', 'perhaps-sent:40058', 'file-too-large', 'agent-unreachable:60111'])('%s has words', (why) => {
  expect(whyCode(why)).toBe(why.split(':')[0]);
});
