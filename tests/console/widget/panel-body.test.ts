import { bodyOf } from '../../../console/widget/panel-body';
import { line, talkView } from './talk-double';

const chat = { kind: 'chat', entry: 'vip' } as const;
const { state: _none, ...fresh } = talkView();
const refused = (code: string, detail?: unknown) => ({ ...fresh, refused: { code, message: '现在没有客服在线，您可以留言', ...(detail !== undefined && { detail }) } });

test('a refusal because nobody is there asks for words to leave, in the entry’s own sentence where it has one', () => {
  expect(bodyOf(chat, refused('no-agent-online'), undefined, 'zh')).toEqual({ kind: 'leave', entry: 'vip', why: '现在没有客服在线，您可以留言' });
  const detail = { kind: 'no-seats', words: { zh: '排队的人较多', en: 'The queue is full' } };
  expect(bodyOf(chat, refused('no-seats', detail), undefined, 'en')).toEqual({ kind: 'leave', entry: 'vip', why: 'The queue is full' });
});

test('words that are on their way stay in sight whatever was refused', () => {
  expect(bodyOf(chat, { ...refused('no-agent-online'), lines: [line()] }, undefined, 'zh')).toEqual(chat);
});

test('an entry that is gone says so; anything else refused is trouble', () => {
  expect(bodyOf(chat, refused('entry-unknown'), undefined, 'zh')).toEqual({ kind: 'unknown', entry: 'vip' });
  expect(bodyOf(chat, refused('too-many-requests'), undefined, 'zh')).toEqual({ kind: 'trouble', entry: 'vip', code: 'too-many-requests' });
  expect(bodyOf(chat, refused('from-a-newer-server'), undefined, 'zh')).toMatchObject({ code: 'bad-answer' });
});

test('a login that is refused for good is told instead of the chat, a lost network over it', () => {
  const offline = { ...fresh, connection: 'offline' as const };
  expect(bodyOf(chat, offline, 'origin-refused', 'zh')).toEqual({ kind: 'trouble', entry: 'vip', code: 'origin-refused' });
  expect(bodyOf(chat, offline, 'offline', 'zh')).toEqual(chat);
  expect(bodyOf(chat, { ...fresh, connection: 'open' }, 'origin-refused', 'zh')).toEqual(chat);
});

test('leaving words by choice gives no reason', () => {
  expect(bodyOf({ kind: 'leave', entry: 'vip' }, undefined, undefined, 'zh')).toEqual({ kind: 'leave', entry: 'vip', why: '' });
});
