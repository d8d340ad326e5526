import type { ToAgent } from '../../../shared/frames/agent';
import type { ConversationLine } from '../../../shared/http/agent';
import { createCalls } from '../../../console/workbench/attention/calls';
import { createInSight, type Locks } from '../../../console/workbench/attention/in-sight';

const line = (id: string, unread: number, from: 'visitor' | 'agent' = 'visitor', seq = unread): ConversationLine => ({
  conversation: { id, visitor: 'v', channel: 'chat', account: 'web', entry: 'pre', state: 'assigned', version: 1, priority: 0, openedAt: 0, seq, missed: [] },
  visitor: { id: 'v', name: '赵女士' }, label: { zh: '售前' }, unread, last: { seq, at: 1, from, kind: 'text', text: '在吗' },
});
const changed = (one: ConversationLine, list: 'mine' | 'queue' = 'mine'): ToAgent => ({ type: 'line', list, line: one });

describe('what calls an agent', () => {
  test('new words of his visitors do, once each; what was unread when the page opened does not', () => {
    const calls = createCalls();
    expect(calls({ type: 'mine', conversations: [line('a', 3)] })).toEqual([]);
    expect(calls(changed(line('a', 4))).map(({ key }) => key)).toEqual(['said a 4']);
    expect(calls(changed(line('a', 4)))).toEqual([]);
    expect(calls(changed(line('b', 1))).map(({ conversation }) => conversation)).toEqual(['b']);
  });

  test('his own answer, what he reads elsewhere and who waits do not', () => {
    const calls = createCalls();
    calls({ type: 'mine', conversations: [line('a', 2)] });
    expect(calls(changed(line('a', 0)))).toEqual([]);
    expect(calls(changed(line('a', 1, 'agent')))).toEqual([]);
    expect(calls(changed(line('q', 1), 'queue'))).toEqual([]);
  });

  test('what came while the line was cut does when it is back', () => {
    const calls = createCalls();
    calls({ type: 'mine', conversations: [line('a', 1)] });
    expect(calls({ type: 'mine', conversations: [line('a', 2), line('b', 1)] }).map(({ conversation }) => conversation)).toEqual(['a', 'b']);
  });

  test('F12 somebody who has said nothing does not; being asked or paused does, that a question is over does not', () => {
    const calls = createCalls();
    const words = { zh: '王芳请您接手', en: 'Wang asks you' };
    expect(calls({ type: 'told', kind: 'asked', conversation: 'a', by: 'wang', until: 1, words })).toEqual([{ key: 'asked a', conversation: 'a', says: { words } }]);
    expect(calls({ type: 'told', kind: 'assigned', conversation: 'b', words })).toEqual([]);
    expect(calls({ type: 'told', kind: 'paused', reason: 'missed', words })).toEqual([{ key: 'paused ', says: { words } }]);
    expect(calls({ type: 'told', kind: 'asked-no-more', conversation: 'a', words })).toEqual([]);
  });
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is in sight over several pages', () => {
  /** Shared locks as a browser keeps them, as far as they are used. */
  function createLocks(): Locks {
    const held: string[] = [];
    return {
      request: async (name, _, act) => {
        held.push(name);
        await act();
        held.splice(held.indexOf(name), 1);
      },
      query: async () => ({ held: held.map((name) => ({ name })) }),
    };
  }

  test('one page knows what another shows, until that one is not looked at any more', async () => {
    const locks = createLocks();
    const [one, other] = [createInSight(locks), createInSight(locks)];
    expect(await other.ask('a')).toEqual({ page: false, conversation: false });
    one.show({ conversation: 'a' });
    expect([await other.ask('a'), await other.ask('b')]).toEqual([{ page: true, conversation: true }, { page: true, conversation: false }]);
    one.show({ conversation: 'b' });
    await settled();
    expect(await other.ask('a')).toEqual({ page: true, conversation: false });
    one.show(undefined);
    await settled();
    expect(await other.ask('b')).toEqual({ page: false, conversation: false });
  });

  test('where the browser has no locks a page knows itself', async () => {
    const alone = createInSight(undefined);
    alone.show({ conversation: 'a' });
    expect(await alone.ask('a')).toEqual({ page: true, conversation: true });
  });
});
