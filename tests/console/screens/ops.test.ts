import type { Page } from 'playwright-core';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { colleague, signIn } from './staff';
import { createStaffScreens, type StaffScreens } from './staff-screens';

const guansPassword = 'a long password';
/** The browser itself reports a refused request; that the page says it in words is what the tests look at. */
const reported = (status: number): string => `Failed to load resource: the server responded with a status of ${status}`;
const unexpected = ({ complaints }: OpenedPage, ...expected: readonly number[]): string[] => complaints.filter((words) => !expected.some((status) => words.startsWith(reported(status))));

describeWith(chromiumPath)('the console in a browser, over a trial', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let screens: StaffScreens;
  let other: Awaited<ReturnType<typeof colleague>>;

  beforeAll(async () => {
    trial = await startTrial();
    browser = await launchBrowser();
    screens = createStaffScreens(browser, trial.server, (login) => (login === 'guan' ? guansPassword : trial.password(login)));
    other = await colleague(trial.server, 'admin', trial.password('admin'));
  }, 150_000);
  // What one test leaves in the draft is not in the way of the next.
  beforeEach(() => other.discard());
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  const open = (path: string, login?: string): Promise<OpenedPage> => screens.open(path, login);
  const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  test('a wrong password is said in words; the right one leads to where one wanted to go', async () => {
    const opened = await open('/console/publish');
    const { page } = opened;
    await signIn(page, 'admin', 'nonsense');
    await page.getByRole('alert').getByText('登录名或密码不正确').waitFor();
    await page.getByRole('alert').getByText('请管理员重设').waitFor();
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByRole('heading', { name: '发布', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/publish');
    await page.getByText('没有未发布的改动').waitFor();
    expect(unexpected(opened, 401)).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('too many tries: it says how long to wait', async () => {
    const opened = await open('/console');
    const { page } = opened;
    for (let tries = 0; tries < 11; tries += 1) await colleague(trial.server, 'stranger', 'guess');
    await signIn(page, 'stranger', 'guess');
    await page.getByRole('alert').getByText('操作太频繁').waitFor();
    await page.getByRole('alert').getByText(/请等 [45] 分( \d+ 秒)?后再试/).waitFor();
    await screens.leave(opened);
  }, 60_000);

  test('add an agent, check, review, publish, see the version, take the old one up again', async () => {
    const opened = await open('/console', 'admin');
    const { page } = opened;
    await page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '客服', exact: true }).click();
    await page.getByRole('heading', { name: '客服', level: 1 }).waitFor();
    await row(page, '陈晨').waitFor();
    await press(page, '新增客服');
    const form = page.getByRole('dialog', { name: '新增客服' });
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('请填写').waitFor();
    await form.getByLabel('姓名').fill('赵敏');
    await form.getByLabel('编号').fill('Zhao');
    await form.getByText('只能用小写字母').waitFor();
    await form.getByLabel('编号').fill('li');
    await form.getByText('这个编号已被使用').waitFor();
    await form.getByLabel('编号').fill('zhao');
    await form.getByLabel('企业微信账号').fill('LI');
    await form.getByText('李雷已经用了这个企业微信账号').waitFor();
    await form.getByLabel('企业微信账号').fill('zhao');
    await form.getByLabel('接待上限').fill('3');
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'hidden' });
    expect(await row(page, '赵敏').innerText()).toMatch(/zhao[\s\S]*3[\s\S]*启用/);

    await page.getByText('有 1 处未发布的改动').waitFor();
    await page.getByRole('link', { name: '查看并发布' }).click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByText('新增客服「赵敏」').waitFor();
    await page.getByLabel('说明（选填）').fill('赵敏入职');
    await press(page, '立即发布');
    const published = page.getByRole('row', { name: /使用中/ });
    await published.getByText('赵敏入职').waitFor();
    await page.getByText('没有未发布的改动').waitFor();
    expect(await page.getByRole('row', { name: /上一个/ }).count()).toBe(1);

    await page.getByRole('row', { name: /上一个/ }).getByRole('button', { name: /取回草稿/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取回草稿' }).click();
    await page.getByText('删除客服「赵敏」').waitFor();
    await press(page, '立即发布');
    await page.getByText('没有未发布的改动').waitFor();
    await page.getByRole('link', { name: '客服', exact: true }).click();
    await row(page, '陈晨').waitFor();
    expect(await row(page, '赵敏').count()).toBe(0);
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('what a colleague does meanwhile: another item is in nobody’s way, the same one is shown', async () => {
    const opened = await open('/console/agents', 'admin');
    const { page } = opened;
    const edit = async (name: string) => {
      await page.getByRole('button', { name: `编辑${name}` }).click();
      return page.getByRole('dialog', { name: '编辑客服' });
    };
    const mine = await edit('王芳');
    await other.patch('/api/ops/agents/chen', { capacity: 7 });
    await mine.getByLabel('接待上限').fill('4');
    await mine.getByRole('button', { name: '保存' }).click();
    await mine.waitFor({ state: 'hidden' });
    expect(await row(page, '王芳').innerText()).toContain('4');
    expect(await row(page, '陈晨').innerText()).toContain('7');

    const same = await edit('李雷');
    await other.patch('/api/ops/agents/li', { name: '李雷（晚班）' });
    await same.getByLabel('接待上限').fill('9');
    await same.getByRole('button', { name: '保存' }).click();
    await same.getByRole('alert').getByText('admin刚刚改过这一项').waitFor();
    await same.getByRole('button', { name: '看改后的内容' }).click();
    expect(await same.getByLabel('姓名').inputValue()).toBe('李雷（晚班）');
    await same.getByLabel('接待上限').fill('9');
    await same.getByRole('button', { name: '保存' }).click();
    await same.waitFor({ state: 'hidden' });
    expect(await row(page, '李雷（晚班）').innerText()).toContain('9');
    expect(unexpected(opened, 409)).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('errors of the check block publishing and lead to their page; deleting names what depends on it', async () => {
    const opened = await open('/console/agents', 'admin');
    const { page } = opened;
    await page.getByRole('button', { name: '删除陈晨' }).click();
    const question = page.getByRole('dialog', { name: '删除陈晨？' });
    await question.getByText('入口“VIP 专属”（vip）的第 1 步').waitFor();
    await question.getByText('客服组“全体客服”的成员').waitFor();
    await question.getByRole('button', { name: '取消' }).click();
    await row(page, '陈晨').getByRole('button', { name: '停用' }).click();
    await row(page, '陈晨').getByText('停用', { exact: true }).first().waitFor();

    await page.getByRole('link', { name: '查看并发布' }).click();
    await page.getByText(/^\d 个错误，改正后才能发布/).waitFor();
    expect(await page.getByRole('button', { name: '立即发布' }).isDisabled()).toBe(true);
    await press(page, '放弃全部改动');
    await page.getByRole('dialog').getByRole('button', { name: '放弃全部改动' }).click();
    await page.getByText('没有发现问题').waitFor();
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('a publication can be planned, and the plan given up', async () => {
    const opened = await open('/console/agents', 'admin');
    const { page } = opened;
    await page.getByRole('button', { name: '编辑王芳' }).click();
    const form = page.getByRole('dialog', { name: '编辑客服' });
    await form.getByLabel('接待上限').fill('6');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: '查看并发布' }).click();
    await page.getByText('定时', { exact: true }).click();
    await press(page, '定时发布');
    await page.getByText('请选一个将来的时间').waitFor();
    await page.getByLabel('生效时间').fill('2099-01-01T08:00');
    await press(page, '定时发布');
    const plan = page.getByRole('row', { name: /定时/ });
    await plan.getByText(/2099/).waitFor();
    await plan.getByRole('button', { name: '取消定时' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消定时' }).click();
    await plan.waitFor({ state: 'detached' });
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('in English, which sticks', async () => {
    const opened = await open('/console/agents');
    const { page } = opened;
    await press(page, 'English');
    await page.getByRole('heading', { name: 'Sign in to the Console' }).waitFor();
    await signIn(page, 'admin', 'nonsense');
    await page.getByRole('alert').getByText('Login name or password is wrong').waitFor();
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByRole('heading', { name: 'Agents' }).waitFor();
    await page.reload();
    await page.getByText('3 agents').waitFor();
    expect(await page.title()).toBe('Agents · Console · Zhida');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('link', { name: 'Publish' }).click();
    await page.getByText('Nothing wrong was found.').waitFor();
    expect(unexpected(opened, 401)).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('an agent lands on the workbench and sees no console; a supervisor reads and may not edit', async () => {
    const li = await open('/console', 'li');
    await li.page.waitForURL('**/workbench');
    await li.page.getByRole('button', { name: /^我的状态/ }).waitFor();
    expect(await li.page.getByRole('link', { name: '去后台' }).count()).toBe(0);
    await li.page.goto(`${trial.server}/console/agents`);
    await li.page.getByText('您没有权限打开这个页面').waitFor();
    expect(await li.page.getByRole('link', { name: '客服', exact: true }).count()).toBe(0);
    expect(li.complaints).toEqual([]);

    await other.call('POST', '/api/ops/staff', { login: 'guan', name: '关羽', role: 'supervisor', password: guansPassword });
    const guan = await open('/console/agents', 'guan');
    await row(guan.page, '陈晨').waitFor();
    expect(await guan.page.getByRole('button', { name: /新增客服|编辑|删除|停用/ }).count()).toBe(0);
    expect(guan.complaints).toEqual([]);
    await screens.leave(li, guan);
  }, 60_000);

  test('the status an agent chooses is the server’s, and comes back with the page', async () => {
    const opened = await open('/workbench', 'wang');
    const { page } = opened;
    await page.getByRole('button', { name: /^我的状态/ }).click();
    await page.getByRole('menuitem', { name: /离开/ }).click();
    await page.getByRole('button', { name: '我的状态: 离开' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '我的状态: 离开' }).waitFor();
    expect(opened.complaints).toEqual([]);
    await screens.leave(opened);
  }, 60_000);

  test('his own sessions are listed and ended, and signing out asks again', async () => {
    const [there, opened] = [await open('/workbench'), await open('/workbench')];
    for (const { page: one } of [there, opened]) {
      await signIn(one, 'chen', trial.password('chen'));
      await one.getByRole('button', { name: /^我的账号/ }).waitFor();
    }
    const { page } = opened;
    await page.getByRole('button', { name: /^我的账号/ }).click();
    await page.getByRole('menuitem', { name: '我的登录' }).click();
    const dialog = page.getByRole('dialog', { name: '我的登录' });
    await dialog.getByRole('button', { name: /^结束/ }).first().click();
    await page.getByText('已结束那个登录').waitFor();
    await dialog.getByRole('button', { name: /关闭|Close/ }).click();
    await there.page.reload();
    await there.page.getByLabel('登录名').waitFor();
    await page.getByRole('button', { name: /^我的账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByLabel('登录名').waitFor();
    await page.reload();
    await page.getByLabel('登录名').waitFor();
    await screens.leave(there, opened);
  }, 60_000);

  test('while the server is away the page says so, and reads anew when it is back', async () => {
    const opened = await open('/console/agents', 'admin');
    const { page } = opened;
    await row(page, '陈晨').waitFor();
    await page.context().setOffline(true);
    await row(page, '陈晨').getByRole('button', { name: '停用' }).click();
    await page.getByText('连不上服务器，正在重新连接').waitFor();
    await page.context().setOffline(false);
    await other.patch('/api/ops/agents/chen', { name: '陈晨晨' });
    await page.getByText('连不上服务器，正在重新连接').waitFor({ state: 'hidden' });
    await row(page, '陈晨晨').waitFor();
    await screens.leave(opened);
  }, 60_000);
});
