import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { createMember, createVisitor, type Visitor } from '../../journeys/people';
import { createPlatform, type Platform } from '../../journeys/platform';
import { until } from '../../journeys/until';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { pageFaults } from './page-faults';
import { colleague } from './staff';
import { createStaffScreens, type StaffScreens } from './staff-screens';

const password = 'a long password';
const reported = (status: number): string => `Failed to load resource: the server responded with a status of ${status}`;
const unexpected = ({ complaints }: OpenedPage, ...expected: readonly number[]): string[] => complaints.filter((words) => !expected.some((status) => words.startsWith(reported(status))));

describeWith(chromiumPath)('what goes on, as ops see it in a browser over a trial', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let screens: StaffScreens;
  let platform: Platform;
  let admin: Awaited<ReturnType<typeof colleague>>;
  let zhou: Visitor;

  const visitor = async (name: string): Promise<Visitor> => createVisitor(platform, () => trial.server, name);

  beforeAll(async () => {
    trial = await startTrial();
    browser = await launchBrowser();
    screens = createStaffScreens(browser, trial.server, (login) => (login === 'guan' ? password : trial.password(login)));
    platform = createPlatform(trial.sandbox);
    admin = await colleague(trial.server, 'admin', trial.password('admin'));
    await admin.call('POST', '/api/ops/staff', { login: 'guan', name: '关羽', role: 'supervisor', agent: 'chen', password });

    zhou = await visitor('小周');
    await zhou.tap('presales');
    await zhou.say('风衣什么时候上架');
    await createMember(platform, 'li').say('下周三');
    const wu = await visitor('小吴');
    await wu.tap('aftersales');
    await wu.say('我的订单到哪里了');
    const zheng = await visitor('小郑');
    const left = await fetch(`${trial.server}/api/visitor/left-messages`, {
      method: 'POST', headers: { 'authorization': `Bearer ${zheng.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ entry: 'presales', text: '请回电，问批发价', contact: '13800138000', clientId: 'left-1-left-1' }),
    });
    expect(left.status).toBe(200);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const go = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

  test('a supervisor sees what was done today and who is here, takes an unanswered conversation over, and its agent is told', async () => {
    const opened = await screens.open('/console', 'guan');
    const { page } = opened;
    const today = page.getByRole('list', { name: '今天' });
    await today.getByText('今日会话').waitFor();
    expect(await today.getByRole('listitem').filter({ hasText: '今日会话' }).innerText()).toMatch(/今日会话\s+3\b/);
    expect(await today.getByRole('listitem').filter({ hasText: '今日访客' }).innerText()).toMatch(/今日访客\s+3\b/);
    await page.locator('canvas').first().waitFor();

    await go(page, '看板');
    await row(page, '^王芳').getByText('可接待 1/5').waitFor();
    await button(page, /^强制下线\s*陈晨/).click();
    await page.getByRole('dialog').getByText('他会马上看到是您操作的').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '强制下线' }).click();
    await row(page, '^陈晨').getByText('guan 强制下线').waitFor();

    await go(page, '会话');
    await page.getByText('只看等回复的').click();
    await until('only the unanswered ones are left', async () => (await row(page, '查看').count()) === 2);
    await row(page, '王芳').getByRole('button', { name: /^查看/ }).click();
    const conversation = page.getByRole('dialog');
    await conversation.getByText('我的订单到哪里了').waitFor();
    await conversation.getByText('分配经过').click();
    await conversation.getByText(/分配给王芳（第 1 步）/).waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await conversation.getByRole('button', { name: '接管' }).click();
    await page.getByRole('dialog', { name: '接管这个会话？' }).getByRole('button', { name: '接管' }).click();
    await conversation.getByRole('link', { name: '去工作台回复' }).waitFor();
    await until('she is told who has it', async () => (await createMember(platform, 'wang').reads()).some((words) => words.includes('陈晨')));
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('a race that was lost is said in words', async () => {
    const opened = await screens.open('/console/conversations', 'guan');
    const { page } = opened;
    await row(page, '李雷').getByRole('button', { name: /^查看/ }).click();
    const conversation = page.getByRole('dialog');
    await conversation.getByRole('button', { name: '结束会话' }).click();
    const id = new URL(page.url()).searchParams.get('c') ?? '';
    expect((await admin.call('POST', `/api/ops/conversations/${id}/end`)).status).toBe(200);
    await page.getByRole('dialog', { name: '结束这个会话？' }).getByRole('button', { name: '结束会话' }).click();
    await conversation.getByRole('alert').getByText('会话已结束').waitFor();
    await conversation.getByText('主管结束').waitFor();
    expect(unexpected(opened, 409)).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('what was left is followed up with a note; what did not arrive is named and sent again', async () => {
    const opened = await screens.open('/console/left-messages', 'admin');
    const { page } = opened;
    await page.getByText('请回电，问批发价').waitFor();
    await page.getByText('13800138000').waitFor();
    await button(page, /^标为已跟进/).click();
    await page.getByLabel('怎么处理的（选填）').fill('已回电');
    await page.getByRole('dialog').getByRole('button', { name: '标为已跟进' }).click();
    await page.getByText('没有待跟进的留言').waitFor();
    await page.getByText('已跟进', { exact: true }).click();
    await page.getByText(/admin 于 .* 跟进/).getByText('已回电').waitFor();

    const block = (blocked: boolean) => fetch(`${trial.sandbox}/control/visitors/${zhou.openid}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ blocked }) });
    const heard = (await zhou.reads()).length;
    await zhou.tap('presales');
    await until('he is greeted', async () => (await zhou.reads()).length > heard);
    await zhou.say('还有吗');
    await block(true);
    await createMember(platform, 'li').say('还有三件');
    await go(page, '投递');
    await row(page, '没有送达').getByText('黑名单').waitFor();
    await block(false);
    await row(page, '没有送达').getByRole('button', { name: '重新发送' }).click();
    await page.getByText('没有需要处理的投递').waitFor();
    await until('he reads it', async () => (await zhou.reads()).some((words) => words.includes('还有三件')));
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('a visitor is found by what ops wrote about him, exported and erased', async () => {
    const opened = await screens.open('/console/visitors', 'admin');
    const { page } = opened;
    await row(page, '查看').first().getByRole('button', { name: /^查看/ }).click();
    const drawer = page.getByRole('dialog').first();
    await drawer.getByText('接待记录', { exact: true }).click();
    await drawer.getByText('在“售前咨询”留言').waitFor();
    await drawer.getByText('资料', { exact: true }).click();
    await drawer.getByLabel('称呼').fill('郑先生');
    await drawer.getByLabel('标签').fill('批发，批发、老客户');
    await drawer.getByRole('button', { name: '保存' }).click();
    await page.getByText('资料已保存').waitFor();
    const id = new URL(page.url()).searchParams.get('v') ?? '';
    await page.goto(`${trial.server}/console/visitors?search=${encodeURIComponent('郑')}`);
    await row(page, '郑先生').getByText('老客户').waitFor();
    expect(await row(page, '查看').count()).toBe(1);

    await button(page, /^查看/).click();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, '导出全部数据').click()]);
    const kept: { visitor: { id: string }; conversations: object[] } = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect([kept.visitor.id, kept.conversations.length, JSON.stringify(kept).includes('请回电，问批发价')]).toEqual([id, 1, true]);

    await button(page, '删除全部数据').click();
    const question = page.getByRole('dialog', { name: '删除这位访客的全部数据？' });
    await question.getByText('不含内容的会话记录').waitFor();
    await question.getByRole('button', { name: '删除全部数据' }).click();
    await question.getByText('请输入“删除”').waitFor();
    expect((await admin.call('GET', `/api/ops/visitors/${id}`)).status).toBe(200);
    await question.getByLabel(/^确认请输入/).fill('删除');
    await question.getByRole('button', { name: '删除全部数据' }).click();
    await page.getByText(/已删除：1 个会话的/).waitFor();
    await page.getByText('没有找到“郑”').waitFor();
    expect((await admin.call('GET', `/api/ops/visitors/${id}`)).status).toBe(404);
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('in English: why a tap went where it went, and how the day was, as a spreadsheet too', async () => {
    const opened = await screens.open('/console/receipts', 'admin');
    const { page } = opened;
    await button(page, 'English').click();
    await page.getByText(/Visitor entered: Assigned to 王芳 \(step 1\)/).first().waitFor();
    await go(page, 'Reports');
    await row(page, '^After-sales').waitFor();
    await page.getByText('By agent').click();
    await row(page, '^李雷').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download (CSV)' }).click()]);
    expect([download.suggestedFilename().startsWith('zhida-agent-'), readFileSync(await download.path(), 'utf8').includes('李雷')]).toEqual([true, true]);
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 60_000);
});
