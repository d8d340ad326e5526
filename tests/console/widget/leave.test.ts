/** @jest-environment jsdom */
import type { Draft, LeaveResult, LeftMessages } from '../../../shared/asking/left-messages';
import { leaveView } from '../../../console/widget/view/leave';
import { until } from '../../journeys/until';

const stage = (answers: LeaveResult[], unsent?: Draft) => {
  const left: Draft[] = [];
  const leftMessages: LeftMessages = {
    unsent: () => unsent,
    async leave(draft) {
      left.push(draft);
      return answers.shift() ?? { ok: false, code: 'offline', retryAfterMs: 0 };
    },
  };
  const view = leaveView({ language: 'zh', entry: 'vip', leftMessages });
  document.body.replaceChildren(view.element);
  const text = view.element.querySelector('textarea');
  const contact = view.element.querySelector('input');
  const submit = view.element.querySelector<HTMLButtonElement>('.solid');
  if (text === null || contact === null || submit === null) throw new Error('no form');
  const write = (words: string): void => {
    text.value = words;
    text.dispatchEvent(new Event('input'));
  };
  return { view, text, contact, submit, write, left, reads: () => view.element.textContent ?? '' };
};

test('words and how to reach him are left, and the server’s thanks shown', async () => {
  const { view, contact, submit, write, left, reads } = stage([{ ok: true, words: { zh: '留言已收到，陈晨会尽快回复您。' } }]);
  view.show('VIP 专属', '现在没有客服在线');
  expect(reads()).toMatch(/留言给「VIP 专属」现在没有客服在线/);
  expect(submit.disabled).toBe(true);
  write(' 想问订单 ');
  contact.value = '13800000000';
  submit.click();
  await until('it is thanked for', () => reads().includes('陈晨会尽快回复您'));
  expect(left).toEqual([{ entry: 'vip', text: '想问订单', contact: '13800000000' }]);
});

test('without a network the words stay, and are sent again unchanged', async () => {
  const { submit, write, left, reads, text } = stage([{ ok: false, code: 'offline', retryAfterMs: 0 }, { ok: true, words: { zh: '收到' } }]);
  write('在吗');
  submit.click();
  await until('it says so', () => reads().includes('没有网络，还没有发出去'));
  expect([text.value, submit.textContent]).toEqual(['在吗', '重新发送']);
  submit.click();
  await until('it is sent', () => left.length === 2);
  expect(left[1]).toEqual(left[0]);
});

test('words of last time that never arrived stand there again', () => {
  const { text, contact, reads, submit } = stage([], { entry: 'vip', text: '上次的话', contact: 'a@b' });
  expect([text.value, contact.value, submit.disabled]).toEqual(['上次的话', 'a@b', false]);
  expect(reads()).toContain('上次的留言还没有发出去');
});
