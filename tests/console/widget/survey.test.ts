/** @jest-environment jsdom */
import { surveyView } from '../../../console/widget/view/survey';

const stage = () => {
  const rated: unknown[][] = [];
  const view = surveyView('zh', (...given) => void rated.push(given));
  document.body.replaceChildren(view.element);
  const choose = (stars: number): void => {
    const radio = view.element.querySelectorAll('input')[stars - 1];
    radio?.click();
  };
  const submit = (): void => view.element.querySelector<HTMLElement>('.solid')?.click();
  const press = (words: string): void => [...view.element.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click();
  return { view, choose, submit, press, rated, reads: () => view.element.textContent ?? '' };
};

test('it is there only while he is asked', () => {
  const { view } = stage();
  view.show('c1', undefined);
  expect(view.element.hidden).toBe(true);
  view.show('c1', {});
  expect(view.element.hidden).toBe(false);
  expect([...view.element.querySelectorAll('input')].map((each) => each.getAttribute('aria-label'))).toEqual(['1 星', '2 星', '3 星', '4 星', '5 星']);
});

test('stars first, then words if he likes', () => {
  const { view, choose, submit, rated } = stage();
  view.show('c1', {});
  choose(4);
  submit();
  const box = view.element.querySelector('textarea');
  if (box !== null) box.value = '  很耐心 ';
  choose(5);
  submit();
  expect(rated).toEqual([[4], [5, '很耐心']]);
});

test('what he said is thanked for and can be changed', () => {
  const { view, press, reads } = stage();
  view.show('c1', { stars: 3, comment: '还行' });
  expect(reads()).toContain('谢谢您的评价');
  expect(view.element.querySelectorAll('.survey__star--on')).toHaveLength(3);
  press('修改');
  expect(view.element.querySelector('textarea')?.value).toBe('还行');
});

test('who does not want to is not asked again about the same conversation, only about the next', () => {
  const { view, press } = stage();
  view.show('c1', {});
  press('不评价');
  view.show('c1', undefined);
  view.show('c1', {});
  expect(view.element.hidden).toBe(true);
  view.show('c2', {});
  expect(view.element.hidden).toBe(false);
});
