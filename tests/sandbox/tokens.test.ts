import { createClock } from '../../sandbox/clock';
import { createWechatTokens, type WechatTokens } from '../../sandbox/wechat/tokens';
import { createWecomTokens } from '../../sandbox/wecom/tokens';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function open() {
  let made = 0;
  const clock = createClock(() => 1_700_000_000_000);
  return { clock, wechat: createWechatTokens(clock, () => `t${(made += 1)}`), wecom: createWecomTokens(clock, () => `t${(made += 1)}`) };
}

function issued(wechat: WechatTokens) {
  const token = wechat.issue();
  if (!token) throw new Error('no token was given');
  return token;
}

describe('WeChat stable_token', () => {
  it('gives the same token while more than 5 minutes are left, and never less than 300 s', () => {
    const { clock, wechat } = open();
    const first = wechat.stable(false);
    expect(first.expiresIn).toBe(7200);
    clock.advance(7200 * SECOND - 5 * MINUTE);
    expect(wechat.stable(false)).toEqual({ value: first.value, expiresIn: 300 });
    clock.advance(1);
    const second = wechat.stable(false);
    expect(second.value).not.toBe(first.value);
    expect(second.expiresIn).toBe(7200);
    expect([wechat.check(first.value), wechat.check(second.value)]).toEqual([0, 0]);
    clock.advance(5 * MINUTE);
    expect([wechat.check(first.value), wechat.check(second.value)]).toEqual([42001, 0]);
  });

  it('force kills the old one at once, at most every 30 s and 20 times a day', () => {
    const { clock, wechat } = open();
    const first = wechat.stable(false);
    const second = wechat.stable(true);
    expect([wechat.check(first.value), wechat.check(second.value)]).toEqual([40001, 0]);
    clock.advance(29 * SECOND);
    expect(wechat.stable(true).value).toBe(second.value);
    clock.advance(1 * SECOND);
    let last = wechat.stable(true).value;
    expect(last).not.toBe(second.value);
    for (let time = 3; time <= 20; time += 1) {
      clock.advance(30 * SECOND);
      const next = wechat.stable(true).value;
      expect(next).not.toBe(last);
      last = next;
    }
    clock.advance(30 * SECOND);
    expect(wechat.stable(true).value).toBe(last);
  });
});

describe('WeChat token', () => {
  it('gives a new one each time; the former works for 5 more minutes', () => {
    const { clock, wechat } = open();
    const first = issued(wechat);
    const second = issued(wechat);
    clock.advance(5 * MINUTE - 1);
    expect([wechat.check(first.value), wechat.check(second.value)]).toEqual([0, 0]);
    clock.advance(1);
    expect([wechat.check(first.value), wechat.check(second.value)]).toEqual([40001, 0]);
  });

  it('never disturbs the stable family', () => {
    const { clock, wechat } = open();
    const steady = wechat.stable(false).value;
    wechat.issue();
    wechat.issue();
    const plain = issued(wechat).value;
    clock.advance(6 * MINUTE);
    wechat.stable(true);
    expect([wechat.check(steady), wechat.check(plain)]).toEqual([40001, 0]);
  });

  it('is given 2000 times a day', () => {
    const { clock, wechat } = open();
    for (let time = 0; time < 2000; time += 1) expect(wechat.issue()).toBeDefined();
    expect(wechat.issue()).toBeUndefined();
    clock.advance(24 * 60 * MINUTE);
    expect(wechat.issue()).toBeDefined();
  });

  it('says missing, unknown and expired apart', () => {
    const { wechat } = open();
    const { value } = wechat.stable(false);
    expect([wechat.check(''), wechat.check('x')]).toEqual([41001, 40001]);
    wechat.invalidate('expired');
    expect(wechat.check(value)).toBe(42001);
    const next = wechat.stable(false).value;
    wechat.invalidate('killed');
    expect(wechat.check(next)).toBe(40001);
  });
});

describe('WeCom gettoken', () => {
  it('gives one token per secret until it ends', () => {
    const { clock, wecom } = open();
    const first = wecom.issue('a').value;
    expect(wecom.issue('a').value).toBe(first);
    expect(wecom.issue('b').value).not.toBe(first);
    clock.advance(7200 * SECOND);
    expect(wecom.check(first)).toBe(42001);
    expect(wecom.check(wecom.issue('a').value)).toBe(0);
  });

  it('can die early: 40014, and the next one is new', () => {
    const { wecom } = open();
    const first = wecom.issue('a').value;
    wecom.invalidate('killed');
    expect(wecom.check(first)).toBe(40014);
    expect(wecom.issue('a').value).not.toBe(first);
    expect(wecom.check('')).toBe(41001);
  });
});
