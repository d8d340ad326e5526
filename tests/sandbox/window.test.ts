import { defaultSettings } from '../../sandbox/settings';
import { afterEnter, afterMessage, spend } from '../../sandbox/wechat/window';
import { cutSessionFrom } from '../../sandbox/wechat/acts';

const rules = defaultSettings().wechat;
const HOURS = 3_600_000;

describe('reply window', () => {
  it('a message allows 5 within 48 h, and a second one does not add up', () => {
    const first = afterMessage(rules, 1000);
    expect(first).toEqual({ remaining: 5, expiresAt: 1000 + 48 * HOURS });
    expect(afterMessage(rules, 2000)).toEqual({ remaining: 5, expiresAt: 2000 + 48 * HOURS });
  });

  it('entering allows 2 within a minute', () => {
    expect(afterEnter(rules, null, 1000)).toEqual({ remaining: 2, expiresAt: 61_000 });
  });

  it('entering inside an open window takes the larger of each', () => {
    expect(afterEnter(rules, { remaining: 4, expiresAt: 90_000 }, 1000)).toEqual({ remaining: 4, expiresAt: 90_000 });
    expect(afterEnter(rules, { remaining: 0, expiresAt: 90_000 }, 1000)).toEqual({ remaining: 2, expiresAt: 90_000 });
    expect(afterEnter(rules, { remaining: 5, expiresAt: 2000 }, 1000)).toEqual({ remaining: 5, expiresAt: 61_000 });
  });

  it('entering after a window ended starts anew', () => {
    expect(afterEnter(rules, { remaining: 5, expiresAt: 1000 }, 1000)).toEqual({ remaining: 2, expiresAt: 61_000 });
  });

  it('with the other reading an open window stays as it is', () => {
    const keep = { ...rules, enterInsideWindow: 'keep' as const };
    expect(afterEnter(keep, { remaining: 0, expiresAt: 90_000 }, 1000)).toEqual({ remaining: 0, expiresAt: 90_000 });
  });

  it('tells time over from count used up, time first', () => {
    expect(spend(null, 0)).toEqual({ ok: false, code: 45015 });
    expect(spend({ remaining: 0, expiresAt: 5 }, 5)).toEqual({ ok: false, code: 45015 });
    expect(spend({ remaining: 0, expiresAt: 6 }, 5)).toEqual({ ok: false, code: 45047 });
    expect(spend({ remaining: 1, expiresAt: 6 }, 5)).toEqual({ ok: true, window: { remaining: 0, expiresAt: 6 } });
  });
});

describe('session-from', () => {
  it('is cut at 1000 bytes, inside a character or before it', () => {
    expect(cutSessionFrom('a'.repeat(1000), 1000, 'bytes')).toHaveLength(1000);
    const long = `${'a'.repeat(999)}你b`;
    expect(cutSessionFrom(long, 1000, 'characters')).toBe('a'.repeat(999));
    expect(cutSessionFrom(long, 1000, 'bytes')).toBe(`${'a'.repeat(999)}\ufffd`);
  });
});
