import { DeskConfig } from '../../shared/config/desk-config';
import { checkShape } from '../../shared/check-shape';
import { lint } from '../../server/routing/lint';
import { sampleConfig, WEB_SITE } from '../../server/wiring/seed';

const entryLink = 'https://work.weixin.qq.com/kfid/kfc1?enc_scene=ENC&scene=kf';

describe.each([['with 微信客服', { account: 'wk1', url: entryLink }], ['without', undefined]])('the sample shop %s', (_, kf) => {
  const config = sampleConfig('wx0000000000000001', kf);

  test('is well formed and has nothing the check complains of', () => {
    expect(checkShape(DeskConfig, config)).toMatchObject({ ok: true });
    expect(lint(config, Date.UTC(2026, 0, 7, 4)).map(({ code, path }) => `${code} ${path}`)).toEqual([]);
  });

  test('shows every road, and the same people on the web page', () => {
    const of = (site: string): string[] => config.entries.filter((entry) => entry.site === site).map(({ key, channel }) => `${key} ${channel}`);
    expect(of('shop')).toEqual(['presales contact', 'aftersales contact', 'vip contact', 'chat chat', ...(kf ? ['kf kf'] : [])]);
    expect(of(WEB_SITE)).toEqual(['web-presales chat', 'web-aftersales chat', 'web-vip chat']);
    const ladder = (key: string) => config.entries.find((entry) => entry.key === key)?.ladder;
    for (const key of ['presales', 'aftersales', 'vip']) expect(ladder(`web-${key}`)).toEqual(ladder(key));
  });
});
