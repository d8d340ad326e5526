import type { Static } from '@sinclair/typebox';
import type { Page } from 'playwright-core';
import { checkShape } from '../../../shared/check-shape';
import { SettingsAnswer } from '../../../shared/http/ops-config';
import { createPlatform } from '../../journeys/platform';
import { createVisitor } from '../../journeys/people';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { pageFaults } from './page-faults';
import { colleague } from './staff';
import { createStaffScreens, type StaffScreens } from './staff-screens';

const phone = { viewport: { width: 390, height: 844 } };

describeWith(chromiumPath)('who answers what, in a browser over a trial', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let screens: StaffScreens;
  let other: Awaited<ReturnType<typeof colleague>>;

  async function settingsNow(): Promise<Static<typeof SettingsAnswer>> {
    const { body } = await other.call('GET', '/api/ops/settings');
    const checked = checkShape(SettingsAnswer, body);
    if (!checked.ok) throw new Error('no settings');
    return checked.value;
  }
  async function put(path: string, item: object): Promise<void> {
    const { status } = await other.call('PUT', `${path}?revision=${(await settingsNow()).revision}`, item);
    expect([path, status]).toEqual([path, 200]);
  }

  beforeAll(async () => {
    trial = await startTrial();
    browser = await launchBrowser();
    screens = createStaffScreens(browser, trial.server, trial.password);
    other = await colleague(trial.server, 'admin', trial.password('admin'));
    await put('/api/ops/agents/xiaowang', { key: 'xiaowang', name: '小王', wecomUserId: 'xiaowang', disabled: false });
    await put('/api/ops/groups/after', { key: 'after', name: '售后', strategy: 'least-busy', members: [{ agent: 'wang' }, { agent: 'xiaowang' }] });
    expect((await other.call('POST', '/api/ops/publish', { revision: (await settingsNow()).revision })).status).toBe(200);
  }, 150_000);
  // What one test leaves in the draft is not in the way of the next.
  beforeEach(() => other.discard());
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  const open = (path: string, screen = {}): Promise<OpenedPage> => screens.open(path, 'admin', screen);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const link = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const close = (opened: OpenedPage) => screens.leave(opened);
  const names = async (page: Page): Promise<string[]> => page.getByRole('region', { name: '示例小店' }).getByRole('listitem').locator('.name').allInnerTexts();

  test('somebody new has VIP go to 小王 with 售后 standing in, published, and the next tap goes where the preview said', async () => {
    const opened = await open('/console');
    const { page } = opened;
    await link(page, '入口');
    await page.getByRole('link', { name: '编辑VIP 专属' }).first().click();
    await page.getByText('陈晨会接到').waitFor();
    await page.getByRole('combobox', { name: '第 1 步找谁' }).click();
    await page.getByRole('option', { name: /^小王/ }).click();
    await page.getByText('没人能接，请访客留言').waitFor();
    await press(page, '添加一步');
    await page.getByRole('option', { name: /^售后 2 人，1 人可接待/ }).click();
    await page.getByText('王芳会接到').waitFor();
    await page.getByText(/第 1 步 小王：小王 .+没有打开工作台|第 1 步 小王：小王 离线/).waitFor();
    await page.getByText('先找小王（1 分钟没回复就换人）；没人能接，再找售后组（1 分钟没回复就换人）；都接不了就请访客留言。').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await press(page, '保存');
    await page.getByText('小王 → 售后组 → 留言').first().waitFor();
    await page.getByRole('link', { name: '查看并发布' }).click();
    await page.getByText('没有发现问题').waitFor();
    await press(page, '立即发布');
    await page.getByText('没有未发布的改动').waitFor();

    const visitor = await createVisitor(createPlatform(trial.sandbox), () => trial.server, '小周');
    await visitor.tap('vip');
    await visitor.say('我的订单到哪里了？');
    const { body } = await other.call('GET', '/api/ops/conversations?entry=vip');
    expect(body).toMatchObject({ conversations: [{ state: 'assigned', agent: 'wang' }] });

    // what a change would have made of that tap
    await other.patch('/api/ops/entries/vip', { ladder: [{ target: { kind: 'agent', agent: 'xiaowang' } }] });
    await link(page, '回放');
    await page.getByText('1 次点击里有 1 次会不同').waitFor();
    await page.getByRole('row', { name: /VIP 专属.*王芳接待.*留言/ }).waitFor();
    expect(opened.complaints).toEqual([]);
    await close(opened);
  }, 90_000);

  test('order by mouse and by keyboard; what the check finds stands at its place; nothing is lost unasked', async () => {
    const opened = await open('/console/entries');
    const { page } = opened;
    const handle = page.getByRole('button', { name: /^移动VIP 专属/ }).first();
    await handle.focus();
    await handle.press('ArrowUp');
    await page.getByText('顺序已保存到草稿').waitFor();
    await page.getByRole('button', { name: /^移动VIP 专属，现在第 2 位/ }).waitFor();
    expect((await names(page)).slice(0, 3)).toEqual(['售前咨询', 'VIP 专属', '售后服务']);
    expect(await handle.evaluate((one) => one === document.activeElement)).toBe(true);
    const [from, to] = [await handle.boundingBox(), await page.getByRole('button', { name: /^移动售前咨询/ }).first().boundingBox()];
    if (!from || !to) throw new Error('no handle');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 8, to.y - 4, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: /^移动VIP 专属，现在第 1 位/ }).waitFor();
    await page.reload();
    await page.getByText('VIP 专属').first().waitFor();
    expect((await names(page)).slice(0, 3)).toEqual(['VIP 专属', '售前咨询', '售后服务']);

    await page.getByRole('link', { name: '编辑售前咨询' }).first().click();
    await press(page, '删除第 2 步');
    await press(page, '删除第 1 步');
    await page.getByRole('region', { name: '转接顺序' }).getByText('会让访客排队，但没有任何人能接待他们').waitFor();
    await page.getByRole('link', { name: '返回入口列表' }).click();
    await page.getByRole('dialog', { name: '改动还没有保存' }).getByRole('button', { name: '取消' }).click();
    await press(page, '添加一步');
    await page.keyboard.press('Escape');
    await press(page, '保存');
    await page.getByText('请选一位客服或一个客服组').waitFor();
    await page.getByRole('combobox', { name: '第 1 步找谁' }).click();
    await page.getByRole('option', { name: /^李雷/ }).click();
    await press(page, '保存');
    await page.getByText('李雷 → 排队 10 分钟').first().waitFor();
    expect(opened.complaints).toEqual([]);
    await close(opened);
  }, 60_000);

  test('a group and hours with pasted holidays are made; what is used is not deleted unasked', async () => {
    const opened = await open('/console/groups');
    const { page } = opened;
    await press(page, '新增客服组');
    const group = page.getByRole('dialog', { name: '新增客服组' });
    await group.getByLabel('名称').fill('夜班');
    await group.getByRole('combobox', { name: '添加成员，可输入名字' }).click();
    await page.getByRole('option', { name: '李雷' }).click();
    await group.getByText('李雷', { exact: true }).waitFor();
    await group.getByText('按份额').click();
    await group.getByLabel('李雷的份额').fill('3');
    expect(await pageFaults(page)).toEqual([]);
    await press(page, '保存');
    await page.getByRole('row', { name: /夜班.*李雷.*按份额/ }).waitFor();
    await press(page, '删除全体客服');
    await page.getByRole('dialog', { name: '删除全体客服？' }).getByText('入口“售前咨询”（presales）的第 2 步').waitFor();
    await press(page, '取消');

    await link(page, '服务时间');
    await press(page, '新增时间表');
    const hours = page.getByRole('dialog', { name: '新增时间表' });
    await hours.getByLabel('名称').fill('工作日');
    await hours.getByLabel('周一第 1 段开始').fill('830');
    await press(page, '粘贴一批');
    await hours.getByRole('textbox', { name: '粘贴一批' }).fill('2099-10-01 至 10-03 国庆节\n2099-10-10 补班 上班\n乱写');
    await press(page, '加进去');
    await hours.getByText('看不懂这一行：乱写').waitFor();
    expect(await hours.getByLabel(/^第 \d 个特殊日期$/).count()).toBe(4);
    expect(await pageFaults(page)).toEqual([]);
    await press(page, '保存');
    await page.getByRole('row', { name: /工作日.*周一 08:30–18:00; 周二至周五 09:00–18:00.*4 天.*(营业中|休息中)/ }).waitFor();
    expect(opened.complaints).toEqual([]);
    await close(opened);
  }, 60_000);

  test('on a phone in English: an entry is made, and a setting changed while a colleague changes it, too', async () => {
    const opened = await open('/console/entries', phone);
    const { page } = opened;
    await press(page, 'English');
    await press(page, 'Add an entry');
    await press(page, 'Save');
    await page.getByText('Correct 1 place marked red first').waitFor();
    await page.getByLabel('Label', { exact: true }).fill('退换货');
    await press(page, 'Add a step');
    await page.getByRole('option', { name: /^售后/ }).click();
    await page.getByText('王芳 would get it').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await press(page, 'Save');
    await page.getByText('group 售后 → queue 10 min').waitFor();

    await page.goto(`${trial.server}/console/settings`);
    const days = page.getByLabel('Messages and files are kept for');
    await days.fill('180');
    await put('/api/ops/settings', { ...(await settingsNow()).settings, retentionDays: 90 });
    await press(page, 'Save');
    await page.getByRole('alert').getByText('admin has just changed this').waitFor();
    await press(page, 'Show the new content');
    expect(await days.inputValue()).toBe('90');
    await days.fill('180');
    await press(page, 'Save');
    await page.getByText('Nothing changed').waitFor();
    expect((await settingsNow()).settings.retentionDays).toBe(180);
    expect(opened.complaints.filter((words) => !words.includes('status of 409'))).toEqual([]);
    await close(opened);
  }, 60_000);
});
