import { callVerdict } from '../../server/wechat/call-verdict';
import { WECHAT_CODES } from '../../server/wechat/errcodes-wechat';
import { WECOM_CODES } from '../../server/wechat/errcodes-wecom';
import { whyCode, whyWords } from '../../shared/why-words';

it('every answer of the platforms has words for the agent who wrote the message', () => {
  const codes = [...[...WECHAT_CODES.keys()].map((code) => ['wechat', code] as const), ...[...WECOM_CODES.keys()].map((code) => ['wecom', code] as const)];
  const silent = codes.filter(([platform, code]) => {
    const verdict = callVerdict(platform, { ok: false, kind: 'platform', code, message: '' }, 0);
    // A code of wx.login is refused to the phone, never to an agent.
    return verdict.kind !== 'harmless' && whyCode(verdict.why) === undefined && !verdict.why.startsWith('login-code:');
  });
  expect(codes.length).toBeGreaterThan(100);
  expect(silent).toEqual([]);
});

it.each(['not-sent', 'unknown'] as const)('so has a network that fails: %s', (kind) => {
  const verdict = callVerdict('wechat', { ok: false, kind, why: 'time limit' }, 0);
  expect(verdict.kind !== 'harmless' && whyCode(verdict.why)).toBe(kind === 'unknown' ? 'no-answer' : 'not-sent');
});

it('the detail after the colon changes no words, and an unknown code is shown', () => {
  expect(whyWords('count-spent:45047')).toBe(whyWords('count-spent'));
  expect(whyWords('toString:1').zh).toContain('toString:1');
});
