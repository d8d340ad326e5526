import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { startTrialPhones, type TrialPhones } from './trial-phones';

/** The last id of that name in an answer. */
const idOf = (answer: unknown, name: string): string => [...JSON.stringify(answer).matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].at(-1)?.[1] ?? '';

describeWith(chromiumPath)('the phone in a browser, over a trial as npm start starts it', () => {
  let phones: TrialPhones;
  beforeAll(async () => {
    phones = await startTrialPhones();
  }, 150_000);
  afterAll(() => phones?.close());

  test('tap VIP, write, and the named agent’s answer appears on the phone', async () => {
    const { page, complaints } = await phones.openPhone();
    await page.getByRole('button', { name: /^VIP/ }).click();
    await page.locator('.sheet__box').fill('我的订单到哪里了？');
    await page.locator('.sheet__send').click();
    await page.locator('.line--mine', { hasText: '我的订单到哪里了？' }).waitFor();
    await until('the words reach chen', () => phones.memberReads('chen', '我的订单到哪里了？'));
    expect(await phones.memberReads('li', '我的订单到哪里了？')).toBe(false);
    await phones.control('POST', '/members/chen/say', { text: '今天下午送到' });
    await page.locator('.line--theirs', { hasText: '今天下午送到' }).waitFor();
    await page.locator('.sheet__back').click();
    await page.getByRole('button', { name: /^VIP/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('微信客服 opens by its link, and its agent answers', async () => {
    const { page, complaints } = await phones.openPhone();
    await page.getByRole('button', { name: /^微信客服/ }).click();
    await page.locator('.sheet__box').fill('有人吗？');
    await page.locator('.sheet__send').click();
    await page.locator('.line--mine', { hasText: '有人吗？' }).waitFor();
    const [openKfId, externalUserid] = ['accounts', 'customers'].map((list) => phones.control('GET', `/kf/${list}`));
    const [account, customer] = [idOf(await openKfId, 'openKfId'), idOf(await externalUserid, 'externalUserid')];
    const answered = async (): Promise<boolean> => JSON.stringify(await phones.control('POST', '/kf/agents/li/say', { openKfId: account, externalUserid: customer, text: '我在' })).includes('"msgid"');
    await until('li has the chat and answers', answered);
    await page.locator('.line--theirs', { hasText: '我在' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('the page obeys a policy that names this server and its platform only, and nothing of it depends on inline code', async () => {
    const { server, sandbox } = phones;
    const policy = (await fetch(`${server}/phone/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${sandbox};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${server}/phone`, { redirect: 'manual' })).headers.get('location')).toBe('/phone/');
  });
});
