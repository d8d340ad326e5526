import { chatHead } from '../../../console/widget/chat-head';
import { entry } from './shop';
import { assigned, talkView } from './talk-double';

const head = (more: Parameters<typeof talkView>[0], language: 'zh' | 'en' = 'zh') => chatHead(talkView(more), entry('presales'), language);

test('who answers, and for whom he stands in', () => {
  expect(head({})).toMatchObject({ name: '李雷', sign: '李', sub: '为您服务', banner: '' });
  expect(head({ state: { ...assigned, standsInFor: '王芳' } })).toMatchObject({ sub: '代 王芳 接待您' });
  expect(head({ state: { ...assigned, standsInFor: '王芳' } }, 'en')).toMatchObject({ sub: 'Stands in for 王芳' });
});

test('while he writes that is said instead', () => {
  expect(head({ typing: true }).sub).toBe('正在输入…');
});

test('the place in the queue with a range, or without where nothing is known', () => {
  const { agent: _nobody, ...waiting } = { ...assigned, state: 'waiting' as const, place: 3 };
  expect(head({ state: { ...waiting, wait: { fromMinutes: 2, toMinutes: 5 } } })).toMatchObject({ name: '售前咨询', sub: '排在第 3 位，约 2–5 分钟', tone: 'busy', offer: 'leave' });
  expect(head({ state: waiting }).banner).toMatch(/^排在第 3 位。/);
  expect(head({ state: waiting, connection: 'offline' }).offer).toBe('');
  expect(head({ state: waiting, connection: 'elsewhere' })).toMatchObject({ offer: 'go-on', banner: expect.stringContaining('先停下了') });
});

test('over, left and offline each say what comes next', () => {
  expect(head({ state: { ...assigned, state: 'closed' } }).banner).toBe('会话已结束。再写一句话，就会重新开始。');
  expect(head({ state: { ...assigned, state: 'left' } }).banner).toMatch('已经记下');
  expect(head({ connection: 'offline' })).toMatchObject({ tone: 'alert', banner: expect.stringContaining('恢复后自动发送') });
});

test('a picture of the agent is shown where he has one', () => {
  expect(head({ state: { ...assigned, agent: { name: '李雷', avatar: 'https://shop.example/li.png' } } })).toMatchObject({ picture: 'https://shop.example/li.png' });
});
