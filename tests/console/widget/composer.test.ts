/** @jest-environment jsdom */
import type { SaidBody } from '../../../shared/http/chat';
import { composerView } from '../../../console/widget/view/composer';
import type { Uploaded } from '../../../console/widget/uploads';
import { until } from '../../journeys/until';

URL.createObjectURL = () => 'blob:x';
URL.revokeObjectURL = () => undefined;

const stage = (answers: Uploaded[] = []) => {
  const said: SaidBody[] = [];
  const drafts: string[] = [];
  let typed = 0;
  const view = composerView({
    language: 'zh', say: (body) => void said.push(body), typing: () => void (typed += 1), remember: () => undefined,
    upload: async () => answers.shift() ?? { ok: false, code: 'offline' }, draft: { read: () => '', write: (text) => void drafts.push(text) },
  });
  document.body.replaceChildren(view.element);
  const box = view.element.querySelector('textarea');
  const send = view.element.querySelector<HTMLButtonElement>('.composer__send');
  if (box === null || send === null) throw new Error('no box');
  const write = (text: string): void => {
    box.value = text;
    box.dispatchEvent(new Event('input'));
  };
  const press = (key: string, more: KeyboardEventInit = {}): boolean => box.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more }));
  const words = (): string => view.element.textContent ?? '';
  return { view, box, send, said, drafts, write, press, words, typed: () => typed };
};

const file = (name: string, type: string, size = 10): File => {
  const made = new File(['x'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

test('Enter says what stands there, once, and clears it', () => {
  const { box, said, write, press } = stage();
  write('  你好 ');
  expect(press('Enter')).toBe(false);
  press('Enter');
  expect(said).toEqual([{ kind: 'text', text: '你好' }]);
  expect(box.value).toBe('');
});

test('Shift+Enter begins a line, and an Enter that chooses characters says nothing', () => {
  const { said, write, press } = stage();
  write('nihao');
  expect(press('Enter', { shiftKey: true })).toBe(true);
  press('Enter', { isComposing: true });
  expect(said).toEqual([]);
});

test('nothing but blanks, or more than 2000 characters, cannot be sent, and the reason is told', () => {
  const { said, send, write, press, words } = stage();
  write(' \n ');
  expect(send.disabled).toBe(true);
  write('字'.repeat(2003));
  press('Enter');
  expect(said).toEqual([]);
  expect(words()).toContain('还要去掉 3 字');
});

test('writing is told and kept as a draft', () => {
  const { write, drafts, typed } = stage();
  write('还没写完');
  expect([typed(), drafts]).toEqual([1, ['还没写完']]);
});

test('an emoji is put where the cursor is, and Escape closes its panel alone', () => {
  const { view, box, write } = stage();
  write('好的');
  box.setSelectionRange(1, 1);
  view.element.querySelector<HTMLElement>('[aria-label="表情"]')?.click();
  view.element.querySelector<HTMLElement>('.emoji')?.click();
  expect(box.value).toMatch(/^好.+的$/u);
  expect([view.escape(), view.escape()]).toEqual([true, false]);
});

test('files are shown before they go, sent up one after another and then said', async () => {
  const { view, send, said, words } = stage([{ ok: true, file: 'f1', kind: 'image' }, { ok: true, file: 'f2', kind: 'file' }]);
  view.take([file('a.png', 'image/png'), file('b.pdf', 'application/pdf')]);
  expect(words()).toContain('b.pdf');
  expect(said).toEqual([]);
  send.click();
  await until('both are said', () => said.length === 2);
  expect(said).toEqual([{ kind: 'image', file: 'f1' }, { kind: 'file', file: 'f2' }]);
  expect(view.element.querySelectorAll('.chip')).toHaveLength(0);
});

test('one that did not go up stays with the reason and can be sent again', async () => {
  const { view, send, said, words } = stage([{ ok: false, code: 'unsupported-type' }, { ok: true, file: 'f1', kind: 'file' }]);
  view.take([file('a.exe', 'application/x')]);
  send.click();
  await until('the reason is told', () => words().includes('a.exe 没有传上去：不支持这种内容类型'));
  expect(said).toEqual([]);
  send.click();
  await until('it is said', () => said.length === 1);
});

test('one that was taken out while it went up is not said', async () => {
  const { view, send, said } = stage([{ ok: true, file: 'f1', kind: 'file' }]);
  view.take([file('a.pdf', 'application/pdf')]);
  send.click();
  view.element.querySelector<HTMLElement>('.chip__out')?.click();
  await Promise.resolve();
  await Promise.resolve();
  expect(said).toEqual([]);
});

test('too large, or too many, is told before anything goes', () => {
  const { view, words } = stage();
  view.take([file('big.png', 'image/png', 10_485_761)]);
  expect(words()).toContain('big.png 太大');
  view.take([file('empty.txt', 'text/plain', 3)]);
  expect(words()).toContain('empty.txt 是空的');
  view.take(Array.from({ length: 10 }, (_, at) => file(`${at}.pdf`, 'application/pdf')));
  expect(view.element.querySelectorAll('.chip')).toHaveLength(9);
  expect(words()).toContain('一次最多 9 个');
});
