import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { Page } from 'playwright-core';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { freePort } from '../../servers/free-port';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { colleague, signIn } from './staff';

/** What a merchant's server was told. */
interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

describeWith(chromiumPath)('what connects, words and guards the desk, in a browser over a trial', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let admin: Awaited<ReturnType<typeof colleague>>;
  let opened: OpenedPage;
  let page: Page;
  let receiver: Server;
  let receiverUrl = '';
  const told: Told[] = [];

  beforeAll(async () => {
    [trial, browser] = await Promise.all([startTrial(), launchBrowser()]);
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        told.push({ headers: request.headers, body });
        response.end();
      });
    });
    const port = await freePort();
    receiverUrl = `http://127.0.0.1:${port}/events`;
    await new Promise<void>((listening) => receiver.listen(port, '127.0.0.1', listening));
    admin = await colleague(trial.server, 'admin', trial.password('admin'));
    opened = await browser.open({ viewport: { width: 1280, height: 800 } });
    ({ page } = opened);
    await page.goto(`${trial.server}/console/sites`);
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByRole('heading', { level: 1, name: '站点' }).waitFor();
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    receiver?.close();
    await trial?.stop();
  });

  const go = async (name: string): Promise<void> => {
    await page.goto(`${trial.server}/console/${name}`);
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click();
  const row = (name: string | RegExp) => page.getByRole('row', { name });
  /** The secret that is shown this once; puts it away. */
  const secret = async (label: string): Promise<string> => {
    const dialog = page.getByRole('dialog').filter({ hasText: '只显示这一次' });
    const text = await dialog.getByRole('group', { name: label }).innerText();
    await dialog.getByRole('button', { name: '我已保存好' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return text.trim();
  };
  const asMerchant = (key: string) => fetch(`${trial.server}/api/merchant/visitor-facts`, {
    method: 'PUT', headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ subject: 'u-1', facts: { level: 'gold' } }),
  });

  test('a site: which pages it lets in, its snippet, and a key that opens the merchants’ API until it is ended', async () => {
    await press('编辑示例网站');
    const form = page.getByRole('dialog', { name: '编辑站点' });
    await form.getByLabel('允许的网页来源').fill('https://shop.example/cart\nwww.shop.example');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('第 2 行“www.shop.example”不是网页来源').waitFor();
    await form.getByLabel('允许的网页来源').fill('https://shop.example/cart');
    await form.getByText('将允许：https://shop.example').waitFor();
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'hidden' });
    await row(/示例网站.*shop\.example/).waitFor();

    await press('示例网站的接入与密钥');
    const connect = page.getByRole('dialog', { name: '示例网站的接入与密钥' });
    expect(await connect.getByRole('group', { name: '网页代码' }).innerText()).toContain(`<script src="${trial.server}/widget.js" data-site="web" async></script>`);
    await connect.getByLabel('新密钥的用途').fill('订单系统');
    await connect.getByRole('button', { name: '创建密钥' }).click();
    const key = await secret('API 密钥');
    expect((await asMerchant(key)).status).toBe(200);
    await connect.getByRole('button', { name: '作废密钥订单系统' }).click();
    await page.getByRole('dialog', { name: '作废密钥“订单系统”？' }).getByRole('button', { name: '作废' }).click();
    await connect.getByText('还没有密钥').waitFor();
    expect((await asMerchant(key)).status).toBe(401);
    await connect.getByRole('button', { name: /关闭|Close/ }).click();
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  test('a webhook: its test arrives signed with the secret that was shown; where nobody listens it says so', async () => {
    await go('webhooks');
    await press('新增推送地址');
    const form = page.getByRole('dialog', { name: '新增推送地址' });
    await form.getByLabel('推送地址').fill('shop.example');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('请填 http:// 或 https:// 开头').waitFor();
    await form.getByLabel('推送地址').fill(receiverUrl);
    await form.getByRole('button', { name: '保存' }).click();
    const signingKey = await secret('推送密钥');
    await press(`向 ${receiverUrl} 发送测试`);
    await page.getByText('测试成功').waitFor();
    const { headers, body }: Told = told[0] ?? { headers: {}, body: '' };
    expect(JSON.parse(body)).toMatchObject({ event: 'test' });
    const signature = createHmac('sha256', signingKey).update(`${String(headers['x-zhida-timestamp'])}.${body}`).digest('hex');
    expect(headers['x-zhida-signature']).toBe(signature);

    await press(`编辑 ${receiverUrl}`);
    const deaf = `http://127.0.0.1:${await freePort()}/`;
    await page.getByRole('dialog', { name: '编辑推送地址' }).getByLabel('推送地址').fill(deaf);
    await page.getByRole('dialog', { name: '编辑推送地址' }).getByRole('button', { name: '保存' }).click();
    await press(`向 ${deaf} 发送测试`);
    await page.getByText(/第一次没有送到，会自动重试：连不上接收方/).waitFor();
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  test('a text is worded anew, warned of what nothing fills, published, and read by the next visitor', async () => {
    await go('texts');
    const line = page.getByRole('listitem').filter({ hasText: '有人接待' });
    await line.getByRole('button', { name: '编辑“有人接待”' }).click();
    const form = page.getByRole('dialog', { name: '编辑“有人接待”' });
    await form.getByLabel('中文').fill('小店的{agnet}');
    await form.getByText('{agnet} 在这里没有内容可填').waitFor();
    await form.getByLabel('中文').fill('等着您的是');
    await form.getByRole('button', { name: '客服', exact: true }).first().click();
    await form.getByText('等着您的是李雷').waitFor();
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'hidden' });
    await line.getByText('已改').waitFor();
    await page.getByRole('link', { name: '查看并发布' }).click();
    await press('立即发布');
    await page.getByText('没有未发布的改动').waitFor();
    const visitor = await browser.open({ locale: 'zh-CN' });
    await visitor.page.goto(`${trial.server}/chat/web`);
    await visitor.page.getByText('等着您的是李雷').first().waitFor();
    await visitor.page.context().close();
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  test('a canned reply with a place in it reaches the agents at once', async () => {
    await go('canned');
    await press('新增快捷回复');
    const form = page.getByRole('dialog', { name: '新增快捷回复' });
    await form.getByLabel('标题').fill('问好');
    await form.getByLabel('内容').fill('您好，我是');
    await form.getByRole('button', { name: '客服姓名' }).click();
    await form.getByLabel('快捷码').fill('/nh');
    await form.getByRole('button', { name: '保存' }).click();
    await row(/问好/).waitFor();
    const sheet = (text: string) => page.getByLabel('要导入的快捷回复表格').setInputFiles({ name: 'replies.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await sheet('title,text,shortcut\n谢谢,谢谢您,a b\n');
    await page.getByRole('alert').getByText('第 2 行').waitFor();
    await sheet('title,text,shortcut\n谢谢,谢谢您,xx\n');
    await row(/谢谢您/).waitFor();
    const li = await colleague(trial.server, 'li', trial.password('li'));
    expect((await li.call('GET', '/api/agent/canned-replies')).body).toMatchObject({ replies: [{ title: '谢谢', shortcut: 'xx' }, { title: '问好', text: '您好，我是{agent}', shortcut: 'nh', scope: { kind: 'everyone' } }] });
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  }, 60_000);

  test('a login is made with a password to hand over, and may do what its role may; the last administrator stays one', async () => {
    await go('staff');
    await press('新增账号');
    const form = page.getByRole('dialog', { name: '新增账号' });
    await form.getByLabel('姓名').fill('关羽');
    await form.getByLabel('登录名').fill('guan');
    await form.getByText('主管', { exact: true }).click();
    await form.getByRole('button', { name: '保存' }).click();
    const password = await secret('密码');
    const guan = await browser.open();
    await guan.page.goto(`${trial.server}/console/staff`);
    await signIn(guan.page, 'guan', password);
    await guan.page.getByText('您没有权限打开这个页面').waitFor();
    await guan.page.goto(`${trial.server}/console/sites`);
    await guan.page.getByRole('button', { name: '示例网站的接入与密钥' }).click();
    await guan.page.getByRole('group', { name: '网页代码' }).waitFor();
    expect(await guan.page.getByRole('heading', { name: 'API 密钥' }).count()).toBe(0);
    expect(await guan.page.getByRole('link', { name: '事件推送' }).count()).toBe(0);
    expect(guan.complaints).toEqual([]);
    await guan.page.context().close();

    await press('编辑管理员');
    const own = page.getByRole('dialog', { name: '编辑账号' });
    await own.getByText('停用，不能登录').click();
    await own.getByRole('button', { name: '保存' }).click();
    await own.getByRole('alert').getByText('至少要保留一位能登录的管理员').waitFor();
    await own.getByRole('button', { name: '取消' }).click();
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('409')]);
  }, 60_000);

  test('an exported file changes nothing; a changed one is shown before it is taken; a wrong sheet names its row', async () => {
    await go('files');
    const bring = (name: string, text: string) => page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    const { body } = await admin.call('GET', '/api/ops/export?source=draft');
    await bring('zhida-config.json', JSON.stringify(body));
    await page.getByText('和草稿一样').waitFor();
    await bring('zhida-agents.csv', 'key,name,capacity\nli,李雷,3\nwang,王芳,many\n');
    await page.getByRole('alert').getByText('第 3 行，capacity').waitFor();
    await bring('zhida-agents.csv', 'key,name,wecomUserId\nli,李雷雷,li\n');
    await page.getByText('客服「李雷雷」的姓名：李雷 改为 李雷雷').waitFor();
    expect(await page.getByText(/处未发布的改动/).count()).toBe(0);
    await press('导入到草稿');
    await page.getByText('有 1 处未发布的改动').waitFor();
    await admin.discard();
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  }, 60_000);

  test('the audit log says what was changed, in words, and finds by kind', async () => {
    await go('audit');
    await row(/导入/).first().waitFor();
    await page.getByRole('combobox', { name: '对什么' }).press('Enter');
    await page.getByRole('option', { name: '站点' }).click();
    await row(/导入/).first().waitFor({ state: 'detached' });
    expect(await row(/创建密钥 站点 web/).count()).toBe(1);
    expect(await row(/保存 站点 web/).innerText()).toContain('允许的网页来源：（无） 改为 https://shop.example/cart');
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  test('微信客服: the account with its entry and receivers; agents compared with WeCom’s members', async () => {
    await go('kf');
    const receivers = page.getByRole('listitem').filter({ hasText: '李雷' });
    await receivers.first().waitFor();
    await page.getByRole('listitem').filter({ hasText: 'kf' }).getByText('链接正常').waitFor();
    await go('agents');
    await press('从企业微信同步');
    await page.getByRole('dialog', { name: '从企业微信同步' }).getByText('王芳 改为 王芳 Wang').waitFor();
    await page.getByRole('dialog', { name: '从企业微信同步' }).getByRole('button', { name: '取消' }).click();
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  test('in English', async () => {
    await press('English');
    await page.goto(`${trial.server}/console/sites`);
    await page.getByRole('button', { name: 'Connect 示例网站' }).click();
    await page.getByRole('heading', { name: 'Signing secret' }).waitFor();
    await page.goto(`${trial.server}/console/texts`);
    await page.getByRole('heading', { name: 'In the queue' }).waitFor();
    expect(opened.complaints).toEqual([]);
  }, 60_000);
});
