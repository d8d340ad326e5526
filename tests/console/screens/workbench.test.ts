import type { Page } from 'playwright-core';
import { enter, speak } from '../../gateway/chat-page';
import { until } from '../../journeys/until';
import { chromiumPath, type OpenedPage } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { pageFaults } from './page-faults';
import { openWorkbenchDesk, type WorkbenchDesk } from './workbench-desk';

/** A picture as a screen clip is pasted: drawn in the page, without a name. */
const pastePicture = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [60, 40];
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    const clipboardData = new DataTransfer();
    if (blob) clipboardData.items.add(new File([blob], 'clip.png', { type: 'image/png' }));
    document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });

describeWith(chromiumPath)('the workbench in a browser, over a trial', () => {
  let desk: WorkbenchDesk;
  let li: OpenedPage;
  let page: Page;

  beforeAll(async () => {
    desk = await openWorkbenchDesk();
    li = await desk.open('li');
    ({ page } = li);
  }, 150_000);
  afterAll(async () => await desk?.stop());

  const box = (on = page) => on.getByRole('textbox', { name: /^(回复|Reply)$/ });
  const log = (on = page) => on.getByRole('log');
  const says = async (text: string, on = page): Promise<void> => {
    await box(on).fill(text);
    await box(on).press('Enter');
  };
  const said = (on = page): Promise<string[]> => on.locator('.said .text').allTextContents();
  /** What the page complained of since it was last asked, besides what the browser itself reports of `known`. */
  const unexpected = (known?: RegExp): string[] => li.complaints.splice(0).filter((words) => !known?.test(words));
  /** His line, found by what was said last. */
  const lineWith = (words: string, on = page) => on.getByRole('listitem').filter({ hasText: words });

  test('a visitor taps and writes, his line shows what is new; opened and answered he reads it, a note he does not', async () => {
    await page.getByText('现在没有进行中的会话').waitFor();
    const ming = await desk.visitor('小明');
    await ming.tap('presales');
    // the greeting costs of what entering grants, not of what his words grant
    await until('he is greeted', async () => (await ming.reads()).length > 0);
    const { text } = await ming.say('茶杯还有吗？');
    await lineWith(text).getByText('1 条未读').waitFor({ state: 'attached' });
    await lineWith(text).click();
    await log().getByText('以下是新消息').waitFor();
    await log().getByText('访客点了入口“售前咨询”').waitFor();
    await page.getByText('还可回复 5 条').waitFor();
    await lineWith(text).getByText('1 条未读').waitFor({ state: 'detached' });

    await box().pressSequentially('有的');
    await box().press('Shift+Enter');
    await box().pressSequentially('蓝色和白色');
    await box().press('Enter');
    await until('he reads the answer', async () => (await ming.reads()).includes('有的\n蓝色和白色'));
    await log().getByText('已送达').waitFor({ state: 'attached' });
    await page.getByText('还可回复 4 条').waitFor();
    expect(await box().inputValue()).toBe('');

    await page.getByRole('button', { name: '备注' }).click();
    await page.getByRole('textbox', { name: '备注' }).fill('老客户');
    await page.getByRole('textbox', { name: '备注' }).press('Enter');
    await page.locator('.said--note', { hasText: '老客户' }).getByText('内部备注').waitFor();
    await page.getByRole('button', { name: '回复', exact: true }).click();
    await box().fill('写到一半');
    await page.reload();
    await log().getByText('蓝色和白色').waitFor();
    expect(await box().inputValue()).toBe('写到一半');
    await box().fill('');
    expect(await ming.reads()).not.toContain('老客户');
    expect(await pageFaults(page)).toEqual([]);
    expect(unexpected()).toEqual([]);
  }, 60_000);

  test('pictures there and back: one pasted goes out, one of the visitor opens larger', async () => {
    const mei = await desk.visitor('阿梅');
    await mei.tap('presales');
    const { text } = await mei.say('看一下这个');
    await lineWith(text).click();
    await log().getByText(text).waitFor();
    await pastePicture(page);
    await page.getByRole('img', { name: 'clip.png' }).waitFor();
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await until('she has the picture', async () => (await desk.platform.visitorPhone(mei.openid)).received.some(({ kind }) => kind === 'image'));
    await page.getByRole('button', { name: /^我发的图片/ }).waitFor();
    await page.getByRole('img', { name: 'clip.png' }).waitFor({ state: 'detached' });

    await desk.platform.visitorAct(mei.openid, 'image', { wait: true });
    await page.getByRole('button', { name: /^访客 .*发的图片/ }).click();
    await page.locator('.el-image-viewer__img').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.el-image-viewer__img').waitFor({ state: 'detached' });
    // while the picture was on its way from the platform
    expect(unexpected(/404/)).toEqual([]);
  }, 60_000);

  test('the line is cut: what the visitor says meanwhile and what is written here is there afterwards, once and in order', async () => {
    const wang = await desk.visitor('老王');
    await wang.tap('presales');
    await lineWith('还没有说话').or(lineWith('1 条未读')).first().waitFor();
    const first = await wang.say('第一句');
    await lineWith(first.text).click();
    await log().getByText(first.text).waitFor();
    desk.line.cut();
    await page.getByText('连接断开了，正在重新连接').waitFor();
    const meanwhile = [await wang.say('第二句'), await wang.say('第三句')];
    await says('断线时写的一');
    await says('断线时写的二');
    await page.getByText('网络恢复后自动发送').first().waitFor();
    desk.line.mend();
    await until('he reads both', async () => (await wang.reads()).includes('断线时写的二'));
    await page.getByText('网络恢复后自动发送').waitFor({ state: 'detached' });
    const all = [first.text, ...meanwhile.map(({ text }) => text), '断线时写的一', '断线时写的二'];
    await until('all stands there', async () => (await said()).length >= all.length);
    expect(await said()).toEqual(all);
    expect((await wang.reads()).filter((words) => words.startsWith('断线'))).toEqual(['断线时写的一', '断线时写的二']);
    expect(unexpected(/ERR_|WebSocket/)).toEqual([]);
  }, 60_000);

  test('on the chat page both see each other write and read; two devices of one agent show the same', async () => {
    const visitor = await desk.visitor('小李');
    const his = await desk.chatPage(visitor);
    const { conversation } = await enter(his, 'chat');
    await speak(his, 'chat', '在线吗');
    await lineWith('在线吗').waitFor();
    const other = await desk.open('li', { viewport: { width: 900, height: 700 } });
    await lineWith('在线吗', other.page).getByText('1 条未读').waitFor({ state: 'attached' });
    await lineWith('在线吗').click();
    await his.next('read');
    await lineWith('在线吗', other.page).getByText('1 条未读').waitFor({ state: 'detached' });

    his.say({ type: 'typing', conversation });
    await page.getByText('对方正在输入…').waitFor();
    await box().pressSequentially('在');
    await his.next('typing');
    await says('在的，请讲');
    const { seq } = await his.next('messages', ({ messages }) => messages.some(({ from }) => from === 'agent'));
    his.say({ type: 'read', conversation, seq });
    await log().getByText('已读').waitFor({ state: 'attached' });

    await lineWith('在的，请讲', other.page).click();
    await says('我用另一台设备回您', other.page);
    await log().getByText('我用另一台设备回您').waitFor();
    expect(await said()).toEqual(await said(other.page));
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
    his.socket.close();
  }, 60_000);

  test('nobody online: he waits in the queue with his place, and is called as the next; a phone has one pane and a way back', async () => {
    const staff = await Promise.all(['li', 'wang', 'chen'].map((login) => desk.person(login)));
    for (const one of staff) await one.call('POST', '/api/agent/status', { status: 'away' });
    const waiting = await desk.visitor('排队的人');
    await waiting.tap('aftersales');
    const { text } = await waiting.say('要退货');
    const phone = await desk.open('wang', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });
    const on = phone.page;
    await on.getByRole('button', { name: 'English' }).click();
    await on.getByText('You are not online').waitFor();
    await on.getByRole('tab', { name: /^Queue/ }).click();
    await lineWith(text, on).getByText('No. 1').waitFor();
    await on.getByRole('button', { name: 'Take the next' }).click();
    await log(on).getByText(text).waitFor();
    expect(await on.getByRole('tablist').isVisible()).toBe(false);
    expect(await pageFaults(on)).toEqual([]);
    await on.getByRole('link', { name: 'Back to the lists' }).click();
    await on.getByRole('tab', { name: /^Mine/, selected: true }).waitFor();
    await lineWith(text, on).waitFor();
    expect(await pageFaults(on)).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await on.context().close();
  }, 60_000);
});
