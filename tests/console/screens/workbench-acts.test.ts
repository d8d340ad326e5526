import { randomBytes } from 'node:crypto';
import { Value } from '@sinclair/typebox/value';
import type { Page } from 'playwright-core';
import type { ChatState } from '../../../shared/frames/visitor';
import { SettingsAnswer } from '../../../shared/http/ops-config';
import { TranscriptAnswer } from '../../../shared/http/ops-look-up';
import { WebLoginAnswer } from '../../../shared/http/visitor';
import { connect, enter, speak, type ChatPage } from '../../gateway/chat-page';
import { ask } from '../../journeys/ask';
import { until } from '../../journeys/until';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { pageFaults } from './page-faults';
import { colleague } from './staff';
import { createStaffScreens, type StaffScreens } from './staff-screens';

type Caller = Awaited<ReturnType<typeof colleague>>;
type Login = 'li' | 'wang' | 'chen';
const logins = ['li', 'wang', 'chen'] as const;
const phone = { viewport: { width: 390, height: 844 } };

/** A visitor on a web page, without the page. */
interface Guest extends ChatPage {
  readonly conversation: string;
}

describeWith(chromiumPath)('what agents do with a conversation, in the workbench over a trial', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let screens: StaffScreens;
  let admin: Caller;
  const agents = new Map<Login, Caller>();

  beforeAll(async () => {
    trial = await startTrial({ SWEEP_MS: '300' });
    browser = await launchBrowser();
    screens = createStaffScreens(browser, trial.server, trial.password);
    admin = await colleague(trial.server, 'admin', trial.password('admin'));
    for (const login of logins) agents.set(login, await colleague(trial.server, login, trial.password(login)));
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  const be = async (status: 'online' | 'away', ...who: readonly Login[]): Promise<void> => {
    for (const one of who) await agents.get(one)?.call('POST', '/api/agent/status', { status });
  };
  async function open(login: Login, screen = {}): Promise<OpenedPage> {
    const opened = await screens.open('/workbench', login, screen);
    await opened.page.getByRole('button', { name: /^我的状态: / }).waitFor();
    return opened;
  }
  async function visitor(entry: string, ...words: readonly string[]): Promise<Guest> {
    const device = randomBytes(32).toString('base64url');
    const { token } = await ask(WebLoginAnswer, `${trial.server}/api/visitor/web-login`, { method: 'POST', body: { site: 'web', device } });
    const page = await connect(trial.server);
    page.say({ type: 'hello', token });
    await page.next('ready');
    const { conversation } = await enter(page, entry);
    for (const text of words) await speak(page, entry, text);
    return { ...page, conversation };
  }
  const goTo = async (page: Page, { conversation }: Guest): Promise<void> => {
    await page.locator(`a[href$="/c/${conversation}"]`).click();
    await page.getByRole('heading', { name: '本次会话' }).waitFor();
  };
  const answer = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: '回复' }).fill(text);
    await page.keyboard.press('Enter');
  };
  const reads = (page: Guest, text: string): Promise<true> => until(`the visitor reads ${text}`, () => page.words(page.conversation).includes(text) || undefined);
  const becomes = (guest: Guest, what: string, fits: (state: ChatState) => boolean): Promise<true> =>
    until(`the visitor's conversation is ${what}`, () => guest.frames.some((frame) => (frame.type === 'messages' || frame.type === 'state') && fits(frame.state)) || undefined);
  const confirm = (page: Page, act: string): Promise<void> => page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();

  test('F7 passed on with a note: the next one reads everything, the former may neither see nor send', async () => {
    await be('online', ...logins);
    const [li, wang] = await Promise.all([open('li'), open('wang')]);
    const buyer = await visitor('web-presales', '在吗', '订单什么时候发货');
    const { body } = await admin.call('GET', `/api/ops/conversations/${buyer.conversation}`);
    if (!Value.Check(TranscriptAnswer, body)) throw new Error('no transcript');
    await admin.call('PUT', `/api/ops/visitors/${body.conversation.visitor}/facts`, { name: '赵敏', level: '金卡', tags: ['复购'], orderNo: 'A-1024' });

    await goTo(li.page, buyer);
    const card = li.page.getByRole('complementary', { name: '访客' });
    await card.getByText('金卡').waitFor();
    await card.getByText('A-1024').waitFor();
    await card.getByText('访客进入：访客找的就是李雷').waitFor();
    expect(await pageFaults(li.page)).toEqual([]);
    await answer(li.page, '正在为您查');
    await reads(buyer, '正在为您查');

    await li.page.getByRole('button', { name: '转接' }).click();
    const dialog = li.page.getByRole('dialog', { name: '把 赵敏 转接给' });
    await dialog.getByText('全体客服').waitFor();
    await dialog.getByText('王芳').click();
    await dialog.getByText('直接转接').click();
    await dialog.getByLabel('给同事的备注').fill('等快递单号');
    expect(await pageFaults(li.page)).toEqual([]);
    await dialog.getByRole('button', { name: '转给 王芳' }).click();
    await li.page.getByText('已转给 王芳').first().waitFor();
    expect((await agents.get('li')?.call('POST', `/api/agent/conversations/${buyer.conversation}/messages`, { clientId: 'client-0001', body: { kind: 'text', text: '还有我' } }))?.status).toBe(404);

    await goTo(wang.page, buyer);
    const log = wang.page.getByRole('log');
    for (const words of ['订单什么时候发货', '正在为您查', '等快递单号']) await log.getByText(words).waitFor();
    await answer(wang.page, '单号稍后给您');
    await reads(buyer, '单号稍后给您');
    expect(buyer.words(buyer.conversation)).not.toContain('等快递单号');

    // asked first, she keeps it until he has said yes
    await wang.page.getByRole('button', { name: '转接' }).click();
    await wang.page.getByRole('dialog').getByText('李雷').click();
    await wang.page.getByRole('button', { name: '请 李雷 接手' }).click();
    await wang.page.getByText('等待对方确认').waitFor();
    await li.page.getByText('王芳 请您接手 赵敏').waitFor();
    await li.page.getByRole('button', { name: '接手' }).click();
    await li.page.getByRole('log').getByText('单号稍后给您').waitFor();
    await wang.page.getByText(/赵敏 已由 李雷 接待/).waitFor();
    expect([...li.complaints, ...wang.complaints]).toEqual([]);
    await screens.leave(li, wang);
  }, 90_000);

  test('taken from the queue, lost to a colleague in words, given back, rated and ended', async () => {
    await be('away', ...logins);
    const [first, second] = [await visitor('web-presales', '有人吗'), await visitor('web-presales', '还在吗')];
    const opened = await open('li');
    const { page, complaints } = opened;
    await page.getByRole('tab', { name: /排队/ }).click();
    await goTo(page, first);
    await page.route('**/take', async (route) => {
      await agents.get('wang')?.call('POST', `/api/agent/conversations/${first.conversation}/take`);
      await route.continue();
    }, { times: 1 });
    await page.getByRole('toolbar').getByRole('button', { name: '接待' }).click();
    await page.getByText('慢了一步，已被 王芳 接走').waitFor();
    await page.getByText('会话现在不在您这里').waitFor();
    await page.getByRole('tab', { name: /排队/ }).click();
    await goTo(page, second);
    await page.getByRole('toolbar').getByRole('button', { name: '接待' }).click();
    await page.getByText('已接入，请开始回复').waitFor();

    const more = page.getByRole('toolbar').getByRole('button', { name: '更多操作' });
    await more.click();
    await page.getByRole('menuitem', { name: /邀请评价/ }).getByText('回复访客之后才能邀请评价').waitFor();
    await more.click();
    await page.getByRole('menuitem', { name: /邀请评价/ }).waitFor({ state: 'hidden' });
    await answer(page, '在的');
    await reads(second, '在的');
    await more.click();
    await page.getByRole('menuitem', { name: '邀请评价', exact: true, disabled: false }).click();
    await page.getByText('已邀请访客评价').waitFor();
    await becomes(second, 'asked for a rating', ({ survey }) => survey !== undefined);

    await page.getByRole('toolbar').getByRole('button', { name: '结束' }).click();
    await confirm(page, '结束');
    await page.getByText('会话已结束。').waitFor();
    await becomes(second, 'closed', ({ state }) => state === 'closed');

    const third = await visitor('web-presales', '换个人');
    await agents.get('li')?.call('POST', `/api/agent/conversations/${third.conversation}/take`);
    await page.getByRole('tab', { name: /我的/ }).click();
    await page.goto(`${trial.server}/workbench/c/${third.conversation}`);
    await page.getByRole('toolbar').getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '退回排队' }).click();
    await confirm(page, '退回排队');
    await page.getByText('已退回').waitFor();
    expect(complaints.filter((words) => !words.includes('409'))).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('a canned reply of his own, found by its shortcut, filled, sent and taken back; what stays open is asked about before he signs out', async () => {
    await be('online', ...logins);
    const opened = await open('li');
    const { page, complaints } = opened;
    const buyer = await visitor('web-presales', '几天到');
    await goTo(page, buyer);
    const box = page.getByRole('textbox', { name: '回复' });
    await box.fill('/');
    await page.getByText('还没有快捷回复').waitFor();
    await page.getByRole('button', { name: '我的快捷回复' }).click();
    const dialog = page.getByRole('dialog', { name: '我的快捷回复' });
    await dialog.getByRole('button', { name: '新增' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请填写').first().waitFor();
    await dialog.getByLabel('标题').fill('发货');
    await dialog.getByLabel('内容').fill('您好，{agent}为您查了，48 小时内发货。');
    await dialog.getByLabel('快捷码').fill('fh');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('/fh').waitFor();
    await page.keyboard.press('Escape');
    await box.fill('/fh');
    await page.getByRole('option', { name: /发货/ }).waitFor();
    await box.press('Enter');
    expect(await box.inputValue()).toBe('您好，李雷为您查了，48 小时内发货。');
    await box.press('Enter');
    await reads(buyer, '您好，李雷为您查了，48 小时内发货。');
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByText('访客看不到这条消息了').waitFor();
    await page.getByRole('log').getByText('已撤回', { exact: true }).waitFor();

    await page.locator('body').press('Escape');
    await page.getByRole('heading', { name: '本次会话' }).click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^我的账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByText(/您还有 \d+ 个会话没有结束/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect(complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('on a phone, in English: the card is a drawer, and nothing reaches beyond the screen', async () => {
    await be('online', ...logins);
    const opened = await open('chen', phone);
    const { page, complaints } = opened;
    const buyer = await visitor('web-vip', 'hello');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator(`a[href$="/c/${buyer.conversation}"]`).click();
    await page.getByRole('button', { name: 'Visitor', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Visitor' });
    await drawer.getByText('This is the first contact.').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar').getByRole('button', { name: 'Transfer' }).click();
    await page.getByRole('dialog', { name: /^Pass / }).getByText('Ask first').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);

  test('E13 paused after a miss, he resumes with one press; E9 set offline by ops, he reads by whom', async () => {
    const { body } = await admin.call('GET', '/api/ops/settings');
    if (!Value.Check(SettingsAnswer, body)) throw new Error('no settings');
    await admin.call('PUT', `/api/ops/settings?revision=${body.revision}`, { ...body.settings, missesBeforePause: 1 });
    await admin.patch('/api/ops/entries/web-vip', { ladder: [{ target: { kind: 'agent', agent: 'chen' }, respectCapacity: true, acceptAway: false, ringSeconds: 1 }] });
    const { body: draft } = await admin.call('GET', '/api/ops/settings');
    if (!Value.Check(SettingsAnswer, draft)) throw new Error('no draft');
    expect((await admin.call('POST', '/api/ops/publish', { revision: draft.revision })).status).toBe(200);

    await be('online', ...logins);
    const opened = await open('chen');
    const { page, complaints } = opened;
    await visitor('web-vip', '在吗');
    await page.getByText('系统已暂停给您分配会话').waitFor();
    await page.getByRole('button', { name: '恢复接待' }).click();
    await page.getByText('系统已暂停给您分配会话').waitFor({ state: 'hidden' });

    await admin.call('POST', '/api/ops/agents/chen/force-offline');
    await page.getByText(/把您设为了离线/).waitFor();
    await page.getByRole('button', { name: '我的状态: 离线' }).waitFor();
    expect(complaints).toEqual([]);
    await screens.leave(opened);
  }, 90_000);
});
