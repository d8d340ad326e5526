import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wechatCode, wecomCode } from '../../server/wechat/errcodes';
import { WECHAT_CODES } from '../../server/wechat/errcodes-wechat';
import { WECOM_CODES } from '../../server/wechat/errcodes-wecom';

it.each([
  [-1, { do: 'retry', times: 3, afterMs: 200 }],
  [40001, { do: 'refresh-token' }],
  [40014, { do: 'refresh-token' }],
  [42001, { do: 'refresh-token' }],
  [40003, { do: 'refused', because: 'bad-recipient' }],
  [40007, { do: 'refused', because: 'media-expired' }],
  [43019, { do: 'refused', because: 'blocked' }],
  [43101, { do: 'refused', because: 'permit-spent' }],
  [45002, { do: 'refused', because: 'too-long' }],
  [45011, { do: 'wait', ms: 60_000 }],
  [45015, { do: 'refused', because: 'window-closed' }],
  [45047, { do: 'refused', because: 'count-spent' }],
  [45081, { do: 'ignore' }],
  [40243, { do: 'config' }],
  [48001, { do: 'config' }],
  [987654, { do: 'refused', because: 'bad-request' }],
])('WeChat %i', (code, reaction) => {
  expect(wechatCode(code).reaction).toEqual(reaction);
});

it.each([
  [-1, { do: 'retry', times: 3, afterMs: 200 }],
  [40001, { do: 'config' }],
  [40091, { do: 'config' }],
  [60020, { do: 'config' }],
  [40014, { do: 'refresh-token' }],
  [41001, { do: 'refresh-token' }],
  [45009, { do: 'wait', ms: 60_000 }],
  [45033, { do: 'wait', ms: 1_000 }],
  [81013, { do: 'refused', because: 'bad-recipient' }],
  [42014, { do: 'refused', because: 'duplicate' }],
  [95001, { do: 'refused', because: 'count-spent' }],
  [95002, { do: 'refused', because: 'window-closed' }],
  [95018, { do: 'refused', because: 'expired' }],
  [95026, { do: 'config' }],
  [987654, { do: 'refused', because: 'bad-request' }],
])('WeCom %i', (code, reaction) => {
  expect(wecomCode(code).reaction).toEqual(reaction);
});

it('has Chinese and English words for every code', () => {
  for (const [code, { zh, en }] of [...WECHAT_CODES, ...WECOM_CODES]) {
    expect([code, /\p{Script=Han}/u.test(zh), zh.endsWith('。'), en.endsWith('.')]).toEqual([code, true, true, true]);
  }
});

it('names no code twice', () => {
  expect(WECHAT_CODES.size).toBe(linesOf('errcodes-wechat.ts'));
  expect(WECOM_CODES.size).toBe(linesOf('errcodes-wecom.ts'));
});

function linesOf(file: string): number {
  const source = readFileSync(join(__dirname, '../../server/wechat', file), 'utf8');
  return source.match(/^ {2}\[-?[0-9]+, /gm)?.length ?? 0;
}
