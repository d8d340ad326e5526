import { chatItems } from '../../console/widget/chat-items';
import type { ChatMessage } from '../../shared/frames/visitor';
import { recalledBody, recalling } from '../../shared/talk/recall';
import { createTold } from '../../shared/talk/told';

const state = { conversation: 'c1', entry: 'vip', state: 'assigned' } as const;
const message = (seq: number, body: ChatMessage['body'], from: ChatMessage['from'] = 'agent'): ChatMessage => ({ seq, at: seq, from, body });

test('a word that is taken back gives way, whether it was shown or comes with what took it back, and only that word', () => {
  const told = createTold();
  told.take({ type: 'messages', conversation: 'c1', after: 0, seq: 2, state, messages: [message(1, { kind: 'text', text: 'right' }), message(2, { kind: 'text', text: 'wrong' })] });
  told.take({ type: 'messages', conversation: 'c1', after: 2, seq: 3, state, messages: [message(3, recalling(2), 'system')] });
  const lines = told.current()?.lines ?? [];
  expect(lines.map(({ seq, from, body }) => [seq, from, body])).toEqual([
    [1, 'agent', { kind: 'text', text: 'right' }], [2, 'system', recalledBody], [3, 'system', recalling(2)],
  ]);
  const shown = chatItems({ lines, readTo: 0 }, 'zh', 0);
  expect(shown.filter(({ kind }) => kind === 'system')).toEqual([expect.objectContaining({ words: '客服撤回了一条消息' })]);
  expect(JSON.stringify(shown)).not.toContain('wrong');
  // What came before it is not known here, and stays so.
  told.take({ type: 'messages', conversation: 'c2', after: 8, seq: 9, state: { ...state, conversation: 'c2' }, messages: [message(9, recalling(2), 'system')] });
  expect(told.current()?.lines).toHaveLength(1);
});
