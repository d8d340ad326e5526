/** @jest-environment jsdom */
import { withoutLastSign } from '../../miniprogram/services/without-last-sign';
import { call, startApp, type Rendered } from './page-shim';
import { buttons, settle, tap } from './reading';
import { createShop } from './shop';
import { createWechat } from './wechat';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const open = (component: string) => {
  const shop = createShop([]);
  const wechat = createWechat((request) => shop.answer(request));
  const rendered = startApp(wechat).render(`components/${component}/index`);
  // as the page that uses it does
  rendered.setData({ language: 'zh' });
  const told: unknown[][] = [];
  const { instance } = rendered;
  jest.spyOn(instance, 'triggerEvent').mockImplementation((...event: unknown[]) => void told.push(event));
  return { wechat, rendered, told };
};
const write = (rendered: Rendered, value: string): unknown => call(rendered, 'onInput', { detail: { value } });

test('words are sent without the blanks around them, and the box is empty again', async () => {
  const { rendered, told } = open('composer');
  write(rendered, '  在吗 ');
  expect(buttons(rendered).map((button) => button['words'])).toContain('发送');
  await tap(rendered, '.composer__send');
  expect(told).toEqual([['writing'], ['say', { text: '在吗' }]]);
  expect(rendered.data).toMatchObject({ text: '' });
  call(rendered, 'onSend');
  expect(told).toHaveLength(2);
});

test('faces are added to the words and taken off again, each as one', async () => {
  const { rendered } = open('composer');
  write(rendered, '好');
  call(rendered, 'onEmoji');
  await settle();
  expect(rendered.data).toMatchObject({ open: 'emoji' });
  for (const sign of ['😮‍💨', '❤️']) call(rendered, 'onPick', { detail: { sign } });
  expect(rendered.data).toMatchObject({ text: '好😮‍💨❤️' });
  call(rendered, 'onErase');
  call(rendered, 'onErase');
  expect(rendered.data).toMatchObject({ text: '好' });
});

test.each([['', ''], ['a', ''], ['ab', 'a'], ['x👍🏽', 'x'], ['x👩‍👩‍👧', 'x'], ['❤️', ''], ['\u200d', '']])('%j without its last sign is %j', (text, left) => {
  expect(withoutLastSign(text)).toBe(left);
});

test('the panel of faces offers each with its name', async () => {
  const { rendered, told } = open('emoji-panel');
  const first = buttons(rendered)[0];
  expect(first).toMatchObject({ words: '🙂' });
  await tap(rendered, '.panel__one');
  await tap(rendered, '.panel__erase');
  expect(told).toEqual([['pick', { sign: '🙂' }], ['erase']]);
});

test('pictures come from the album or the camera, files from a chat; who changes his mind is told nothing', async () => {
  const { rendered, wechat, told } = open('composer');
  call(rendered, 'onMore');
  call(rendered, 'onPictures', { currentTarget: { dataset: { from: 'camera' } } });
  call(rendered, 'onFile');
  const [picture, file] = wechat.pickings;
  expect(picture).toMatchObject({ sourceType: ['camera'] });
  picture?.success({ tempFiles: [{ tempFilePath: 'wxfile://1' }, { tempFilePath: 'wxfile://2' }] });
  file?.success({ tempFiles: [{ path: 'wxfile://3', name: '合同.pdf' }] });
  picture?.fail({ errMsg: 'chooseMedia:fail cancel' });
  picture?.fail({ errMsg: 'chooseMedia:fail auth deny' });
  const attached = told.filter(([event]) => event === 'attach').map(([, detail]) => detail);
  expect(attached).toEqual([
    { attachment: { kind: 'image', path: 'wxfile://1', name: '' } }, { attachment: { kind: 'image', path: 'wxfile://2', name: '' } }, { attachment: { kind: 'file', path: 'wxfile://3', name: '合同.pdf' } },
  ]);
  expect(told.filter(([event]) => event === 'trouble')).toEqual([['trouble', { text: '没有取到文件，请再试一次' }]]);
});

test('a WeChat that is too old to choose says so', () => {
  const { rendered, told } = open('composer');
  Object.assign(Reflect.get(globalThis, 'wx'), { chooseMedia: undefined });
  call(rendered, 'onPictures', { currentTarget: { dataset: { from: 'album' } } });
  expect(told).toEqual([['trouble', { text: '没有取到文件，请再试一次' }]]);
});

test('stars and words are sent once, with thanks; other stars may be sent after that', async () => {
  const { rendered, told } = open('survey');
  await settle();
  const star = (at: number): unknown => call(rendered, 'onStar', { currentTarget: { dataset: { at } } });
  call(rendered, 'onSend');
  star(3);
  call(rendered, 'onComment', { detail: { value: ' 很快 ' } });
  call(rendered, 'onSend');
  await settle();
  expect(told).toEqual([['rate', { stars: 4, comment: '很快' }]]);
  expect(buttons(rendered).filter((button) => String(button['class']).includes('survey__star--on'))).toHaveLength(4);
  expect(buttons(rendered).map((button) => button['words'])).not.toContain('提交评价');
  star(4);
  call(rendered, 'onSend');
  expect(told[1]).toEqual(['rate', { stars: 5, comment: '很快' }]);
});
