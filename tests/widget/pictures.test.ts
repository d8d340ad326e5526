import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { onStage, type Stage } from './stage';
import { openVisitorPage, type VisitorPage } from './visitor-page';

/** One green dot. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

describeWith(chromiumPath)('pictures and files in the widget, under a policy that lets pictures come from memory only', () => {
  let shop: Stage['shop'];
  let browser: Stage['browser'];
  onStage((stage) => ({ shop, browser } = stage));

  const shown = ({ page }: VisitorPage): Promise<unknown> =>
    page.evaluate("[...document.querySelector('zhida-widget').shadowRoot.querySelectorAll('.picture img')].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length");
  const shows = (visitor: VisitorPage, count: number): Promise<true> => until(`${count} pictures`, async () => (await shown(visitor)) === count).then(() => true);

  test('a picture and a file go up, arrive, and are there again on the next page', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-presales' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await visitor.say('看图');
    await page.locator('input[type=file]').setInputFiles([{ name: '茶杯.png', mimeType: 'image/png', buffer: png }, { name: '发票.pdf', mimeType: 'application/pdf', buffer: pdf }]);
    await page.getByText('发票.pdf').waitFor();
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await shows(visitor, 1);
    await page.getByRole('button', { name: '下载 发票.pdf' }).waitFor();
    await until('li has the picture', () => shop.agentReads('li', '"image"'));
    await page.getByRole('button', { name: '查看图片' }).click();
    await page.getByRole('dialog', { name: '图片' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: '图片' }).waitFor({ state: 'detached' });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 发票.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('发票.pdf');

    await page.goto(`${shop.allowed.origin}/elsewhere?entry=web-presales`);
    await page.locator('.launcher').click();
    await shows(visitor, 1);
    await page.getByRole('button', { name: '下载 发票.pdf' }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.end();
    await page.context().close();
  }, 60_000);

  test('a picture of the agent appears, and one that is pasted goes out', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-aftersales' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await visitor.say('请发张图');
    await until('wang reads it', () => shop.agentReads('wang', '请发张图'));
    await shop.agentShows('wang', png);
    await shows(visitor, 1);
    await page.evaluate(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob('${png.toString('base64')}'), (char) => char.charCodeAt(0))], 'pasted.png', { type: 'image/png' }));
      document.querySelector('zhida-widget').shadowRoot.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    })()`);
    await page.locator('.chip').waitFor();
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await shows(visitor, 2);
    // the agent's picture may have been asked for before the server had it from WeCom
    expect(visitor.complaints.filter((words) => !words.includes('404'))).toEqual([]);
    await visitor.end();
    await page.context().close();
  }, 60_000);

  test('what only calls itself a picture is refused in words, and can be taken out', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-presales' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await visitor.say('试试');
    await page.locator('input[type=file]').setInputFiles([{ name: 'evil.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script>') }]);
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await page.getByText(/evil\.png 没有传上去/).waitFor();
    await page.getByRole('button', { name: '不发 evil.png' }).click();
    await page.locator('.chip').waitFor({ state: 'detached' });
    await visitor.end();
    await page.context().close();
  }, 60_000);
});
