/** @jest-environment jsdom */
import { chatItems } from '../../../console/widget/chat-items';
import type { Fetched } from '../../../console/widget/pictures';
import { linesView } from '../../../console/widget/view/lines';
import type { TalkView } from '../../../shared/talk/parts';
import { until } from '../../journeys/until';
import { conversation, line, talkView } from './talk-double';

const stage = (addresses: Readonly<Record<string, Fetched>> = {}) => {
  const asked: string[] = [];
  const view = linesView({
    language: 'zh', pictures: { read: async (path) => addresses[path] ?? 'failed' }, openPicture: (address) => void asked.push(`open ${address}`),
    again: (id) => void asked.push(`again ${id}`), drop: (id) => void asked.push(`drop ${id}`), earlier: () => void asked.push('earlier'), pictureOf: () => '',
  });
  document.body.replaceChildren(view.element);
  const show = (more: Partial<TalkView>): void => view.show(chatItems(talkView(more), 'zh', 0), more.earlier ?? 'none');
  const bubbles = (): string[] => [...view.element.querySelectorAll('.bubble')].map((each) => each.textContent ?? '');
  const press = (words: string): void => [...view.element.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click();
  return { element: view.element, show, bubbles, press, asked };
};

test('what people write is never read as HTML', () => {
  const { element, show } = stage();
  show({ lines: [line({ text: '<img src=x onerror=alert(1)><script>1</script>' })] });
  expect(element.querySelectorAll('img, script')).toHaveLength(0);
  expect(element.textContent).toContain('<img src=x onerror=alert(1)>');
});

test('an address opens in a tab of its own that knows nothing of this page', () => {
  const { element, show } = stage();
  show({ lines: [line({ text: '看 https://a.example/x [微笑]' })] });
  const link = element.querySelector('a');
  expect(link?.href).toBe('https://a.example/x');
  expect(link?.target).toBe('_blank');
  expect(link?.rel).toContain('noopener');
  expect(element.textContent).not.toContain('[微笑]');
});

test('every line says aloud whose it is, in order, each once', () => {
  const { show, bubbles } = stage();
  const lines = [line({ text: '一' }), line({ text: '二', from: 'visitor' }), line({ text: '三' })];
  show({ lines: lines.slice(0, 2) });
  show({ lines });
  show({ lines });
  expect(bubbles()).toEqual(['李雷：一', '我：二', '李雷：三']);
});

test('older words come before, and drawn lines stay what they are', () => {
  const { element, show, bubbles } = stage();
  const [old, known] = [line({ text: '旧' }), line({ text: '新' })];
  show({ lines: [known], earlier: 'more' });
  const before = element.querySelector('.bubble');
  show({ lines: [old, known] });
  expect(bubbles()).toEqual(['李雷：旧', '李雷：新']);
  expect(element.querySelectorAll('.bubble')[1]).toBe(before);
});

test('a line that was not sent says why, and is sent again or given up', () => {
  const { element, show, press, asked } = stage();
  show({ lines: [line({ id: 'own', from: 'visitor', sending: 'failed', code: 'too-many-requests' })] });
  expect(element.textContent).toContain('操作太频繁');
  press('重新发送');
  press('删除');
  expect(asked).toEqual(['again own', 'drop own']);
});

test('a line that is given up is gone, and nothing of it comes back with the next', () => {
  const { show, bubbles } = stage();
  const [kept, dropped] = [line({ text: '留下' }), line({ text: '算了', from: 'visitor', sending: 'failed' })];
  show({ lines: [kept, dropped] });
  show({ lines: [kept] });
  expect(bubbles()).toEqual(['李雷：留下']);
  show({ lines: [kept, line({ text: '新的', from: 'visitor' })] });
  expect(bubbles()).toEqual(['李雷：留下', '我：新的']);
});

test('the ticks of an own line move on without it being drawn anew', () => {
  const { element, show } = stage();
  const own = line({ from: 'visitor', seq: 7 });
  show({ lines: [{ ...own, sending: 'waiting' }] });
  const bubble = element.querySelector('.bubble')?.firstChild;
  show({ lines: [own] });
  expect(element.textContent).toContain('已送达');
  show({ lines: [own], readTo: 7 });
  expect(element.textContent).toContain('已读');
  expect(element.querySelector('.bubble')?.firstChild).toBe(bubble);
});

test('a picture is read by its number and shown large; one that is gone says so, one that failed can be tried again', async () => {
  const path = `/api/visitor/conversations/${conversation}/files/4`;
  const { element, show, asked } = stage({ [path]: { address: 'blob:four' }, [path.replace(/4$/, '7')]: 'gone' });
  show({ lines: [line({ seq: 4, body: { kind: 'image', file: 'f' } }), line({ seq: 5, body: { kind: 'image', gone: true } }), line({ seq: 6, body: { kind: 'image' } }), line({ seq: 7, body: { kind: 'image' } })] });
  const picture = await until('the picture', () => element.querySelector('img') ?? undefined);
  expect(picture.src).toBe('blob:four');
  picture.click();
  expect(asked).toEqual(['open blob:four']);
  await until('two are gone', () => element.querySelectorAll('.picture--gone').length === 2);
  expect(element.querySelector<HTMLButtonElement>('[aria-label="图片没有打开，点这里重试"]')?.disabled).toBe(false);
});

test('the name of an own file appears when the server tells it', () => {
  const { element, show } = stage();
  const own = line({ from: 'visitor', body: { kind: 'file', file: 'f1' } });
  show({ lines: [own] });
  show({ lines: [{ ...own, body: { kind: 'file', name: '发票.pdf' } }] });
  expect(element.querySelector('.file')?.getAttribute('aria-label')).toBe('下载 发票.pdf');
});

test('a card opens its web page only; a page of the mini-program is only shown', () => {
  const { element, show } = stage();
  show({ lines: [line({ body: { kind: 'card', title: '茶杯', text: '¥ 39', url: 'https://shop.example/cup' } }), line({ body: { kind: 'card', title: '订单', path: '/pages/a' } }), line({ body: { kind: 'card', title: '坏', url: 'javascript:alert(1)' } })] });
  expect([...element.querySelectorAll<HTMLAnchorElement>('a.card')].map(({ href }) => href)).toEqual(['https://shop.example/cup']);
  expect(element.textContent).toMatch(/茶杯.*39.*订单.*坏/s);
});

test('what this release does not know is shown as that', () => {
  const { bubbles, show } = stage();
  show({ lines: [line({ body: { kind: 'unsupported', type: 'voice', raw: '{}' } })] });
  expect(bubbles()[0]).toContain('显示不了');
});

test('words read back are asked for by a button too', () => {
  const { show, press, asked } = stage();
  show({ lines: [line()], earlier: 'more' });
  press('查看更早的消息');
  expect(asked).toEqual(['earlier']);
});
