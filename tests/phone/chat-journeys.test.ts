import type { Page } from 'playwright-core';
import { until } from '../journeys/until';
import { chromiumPath, type OpenedPage } from '../servers/browser';
import { describeWith } from '../servers/program';
import { startTrialPhones, type TrialPhones } from './trial-phones';

/** A green one, 40 by 30. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAK0lEQVR42u3NMQ0AAAgDsClBGEqQjww4mvRvavpExGKxWCwWi8VisVj8N17bRmU9iLX6aQAAAABJRU5ErkJggg==', 'base64');

/** Our own chat page in a browser, over a trial: 在线聊天 belongs to 李雷, and his colleagues stand in. */
describeWith(chromiumPath)('the chat page on the phone in a browser', () => {
  let phones: TrialPhones;
  const open: OpenedPage[] = [];
  beforeAll(async () => {
    phones = await startTrialPhones();
  }, 150_000);
  afterEach(async () => {
    phones.line.mend();
    for (const { page } of open.splice(0)) await page.context().close();
  });
  afterAll(() => phones?.close());

  const shown = '.wx-page:not([hidden])';
  /** The words of people on the page, top to bottom, with whose they are. */
  const words = (page: Page): Promise<string[]> =>
    page.locator(`${shown} .chat-line--bubble`).evaluateAll((bubbles: Element[]) => bubbles.map(({ className, textContent }) => `${className.split(' ').includes('chat-line--bubble--mine') ? '我' : '客服'}：${textContent ?? ''}`));
  const shows = (page: Page, expected: string[]): Promise<boolean> => until(expected.join('，'), async () => JSON.stringify(await words(page)) === JSON.stringify(expected), 20_000);
  const entry = (page: Page) => page.locator(shown).getByRole('button', { name: /^在线聊天/ });

  /** A phone with the chat open. */
  const enter = async (beside?: OpenedPage): Promise<OpenedPage> => {
    const phone = await phones.openPhone(beside);
    open.push(phone);
    await entry(phone.page).click();
    await phone.page.locator(`${shown} textarea`).waitFor();
    return phone;
  };
  const write = async (page: Page, text: string): Promise<void> => {
    await page.locator(`${shown} textarea`).fill(text);
    await page.locator(`${shown} textarea`).press('Enter');
  };
  const head = (page: Page) => page.locator(`${shown} .chat-head--head`);
  const isDone = (page: Page) => until('the visitor’s words are there', async () => (await page.locator(`${shown} .chat-line--line__mark--waiting`).count()) === 0);

  test('a tap, a word, and the named agent’s answer appears; an ended chat is told and asks how it was', async () => {
    const { page, complaints } = await enter();
    await head(page).filter({ hasText: '李雷' }).filter({ hasText: '正在为您服务' }).waitFor();
    await write(page, '请问大衣还有货吗？');
    await until('the words reach li', () => phones.memberReads('li', '请问大衣还有货吗？'));
    await phones.control('POST', '/members/li/say', { text: '有的[微笑]' });
    await shows(page, ['我：请问大衣还有货吗？', '客服：有的🙂']);
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('button', { name: '结束会话' }).click();
    await head(page).filter({ hasText: '会话已结束' }).waitFor();
    await page.getByRole('button', { name: '5 星' }).click();
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('谢谢您的评价').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  test('the line is cut and three answers come meanwhile: exactly those three, in order, and what the visitor wrote after them', async () => {
    const { page } = await enter();
    await write(page, '第一句，断网以前');
    await until('the words reach li', () => phones.memberReads('li', '第一句，断网以前'));
    phones.line.cut();
    await page.getByText('网络断开了').waitFor();
    for (const text of ['一', '二', '三']) await phones.control('POST', '/members/li/say', { text, wait: true });
    await write(page, '断网时写的');
    await page.locator(`${shown} .chat-line--line__mark--waiting`).waitFor();
    phones.line.mend();
    await shows(page, ['我：第一句，断网以前', '客服：一', '客服：二', '客服：三', '我：断网时写的']);
    await until('the words reach li', () => phones.memberReads('li', '断网时写的'));
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('button', { name: '结束会话' }).click();
  }, 60_000);

  test('two pages of one visitor have the same chat, and neither loses the other’s words', async () => {
    const one = await enter();
    const two = await enter(one);
    await write(one.page, '从第一页');
    await write(two.page, '从第二页');
    await isDone(one.page);
    await isDone(two.page);
    const said = await until('both are shown', async () => ((await words(one.page)).length === 2 ? words(one.page) : undefined));
    expect([...said].sort()).toEqual(['我：从第一页', '我：从第二页'].sort());
    await until('the words reach li', () => phones.memberReads('li', '从第二页'));
    await phones.control('POST', '/members/li/say', { text: '两边都看得到' });
    for (const { page } of [one, two]) await shows(page, [...said, '客服：两边都看得到']);
    await one.page.getByRole('button', { name: '结束', exact: true }).click();
    await one.page.getByRole('button', { name: '结束会话' }).click();
    for (const { page } of [one, two]) await head(page).filter({ hasText: '会话已结束' }).waitFor();
  }, 60_000);

  test('李雷 leaves: a colleague is named before the tap and in the chat, and answers', async () => {
    await phones.control('POST', '/members/li/menu', { key: 'away', wait: true });
    const phone = await phones.openPhone();
    open.push(phone);
    const { page } = phone;
    const told = await until('the stand-in before the tap', async () => {
      const label = (await entry(page).getAttribute('aria-label')) ?? '';
      return /李雷现在不在，由(王芳|陈晨)接待您/.exec(label)?.[0];
    });
    await entry(page).click();
    await head(page).filter({ hasText: told }).waitFor();
    await write(page, '有人吗？');
    const standIn = told.includes('王芳') ? 'wang' : 'chen';
    await until('the words reach the stand-in', () => phones.memberReads(standIn, '有人吗？'));
    await phones.control('POST', `/members/${standIn}/say`, { text: '我来帮您' });
    await shows(page, ['我：有人吗？', '客服：我来帮您']);
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('button', { name: '结束会话' }).click();
    await phones.control('POST', '/members/li/menu', { key: 'online', wait: true });
  }, 60_000);

  test('everybody has left: the visitor waits at a place he is told, and the first who comes back answers', async () => {
    for (const agent of ['li', 'wang', 'chen']) await phones.control('POST', `/members/${agent}/menu`, { key: 'away', wait: true });
    const { page } = await enter();
    await head(page).filter({ hasText: '您排在第 1 位' }).waitFor();
    await page.getByRole('button', { name: '不想等？先留言' }).waitFor();
    await write(page, '我可以等');
    for (const agent of ['wang', 'chen', 'li']) await phones.control('POST', `/members/${agent}/menu`, { key: 'online', wait: true });
    await head(page).filter({ hasText: /为您服务|接待您/ }).waitFor();
    expect(await words(page)).toEqual(['我：我可以等']);
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('button', { name: '结束会话' }).click();
  }, 60_000);

  test('a picture goes there, and one comes back', async () => {
    const { page, complaints } = await enter();
    const shots = page.locator(`${shown} .chat-line--shot__picture img`);
    const drawn = (count: number) => until(`${count} pictures`, async () => {
      const widths = await shots.evaluateAll((pictures: Element[]) => pictures.map((picture) => (picture instanceof HTMLImageElement && picture.complete ? picture.naturalWidth : 0)));
      return widths.length === count && widths.every((width) => width > 0);
    });
    const pick = async (buffer: Buffer): Promise<void> => {
      await page.getByRole('button', { name: '图片和文件' }).click();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '相册' }).click()]);
      await chooser.setFiles({ name: 'coat.png', mimeType: 'image/png', buffer });
    };
    await write(page, '看看这件');
    await pick(png);
    await drawn(1);
    await isDone(page);
    await until('the picture reaches li', async () => JSON.stringify(await phones.control('GET', '/members/li/phone')).includes('"image"'));
    await phones.control('POST', '/members/li/image', { base64: png.toString('base64') });
    await drawn(2);
    await shots.last().click();
    await page.locator('.preview img').waitFor();
    await page.getByRole('button', { name: '关闭图片' }).click();
    await pick(Buffer.from('no picture at all'));
    await page.getByText('没有发出去').waitFor();
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('button', { name: '结束会话' }).click();
    // a browser names what was refused, and what is not there yet, on its console
    expect(complaints.filter((one) => !/404|415/.test(one))).toEqual([]);
  }, 60_000);

  test('a chat that was left and entered again shows what was said, and older words on the way up', async () => {
    const { page } = await enter();
    for (let n = 0; n < 60; n += 1) await write(page, `第 ${n} 句`);
    await isDone(page);
    await page.locator('.bar__back').click();
    await entry(page).click();
    await page.getByText('第 59 句', { exact: true }).waitFor();
    const list = page.locator(`${shown} scroll-view`);
    const toEnd = (): Promise<boolean> => list.evaluate((element) => element.scrollTop + element.clientHeight >= element.scrollHeight - 60);
    await until('the newest words are seen', toEnd);
    expect(await page.getByText('第 3 句', { exact: true }).count()).toBe(0);
    await list.evaluate((element) => element.scrollTo(0, 0));
    await page.getByText('第 3 句', { exact: true }).waitFor();
    expect(await words(page)).toEqual(Array.from({ length: 60 }, (_, n) => `我：第 ${n} 句`));
    expect(await toEnd()).toBe(false);
  }, 60_000);
});
