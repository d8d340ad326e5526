import { createMemoryLive } from '../../server/stores/memory/live';
import { openAlarms } from '../../server/wiring/open-alarms';
import { readConfig } from '../../server/config';
import { listAt, openSandbox, textAt, type Sandbox } from '../sandbox/stage';

let sandbox: Sandbox;
beforeEach(async () => { sandbox = await openSandbox({}); });
afterEach(() => sandbox.close());

test('what two nodes find at the same time stands once in the group, and in the log of both', async () => {
  const read = readConfig({ SESSION_SECRET: 'a secret of the tests, long enough', WECOM_ROBOT_URL: `${sandbox.base}/cgi-bin/webhook/send?key=${sandbox.settings.wecom.robotKey}` });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const live = createMemoryLive({ now: Date.now });
  const lines: string[] = [];
  const note = (_: object, text: string): void => void lines.push(text);
  const nodes = [1, 2].map(() => openAlarms(read.config, { info: note, warn: note, error: note }, Date.now, live));
  for (const node of nodes) {
    node.raise({ key: 'deserted:vip', level: 'error', zh: '入口“VIP”在服务时间内已有 10 分钟没有客服在线。', en: 'nobody' });
    node.raise({ key: 'served-again:after', level: 'warning', zh: '入口“售后”又有客服在线了。', en: 'somebody' });
  }
  // what still waits is told when a node stops
  for (const node of nodes) await node.close();
  const told = await sandbox.get('/control/robot');
  expect(listAt(told, 'messages')).toHaveLength(1);
  expect(textAt(told, 'messages.-1.body.text.content')).toBe('【故障】入口“VIP”在服务时间内已有 10 分钟没有客服在线。\n【提醒】入口“售后”又有客服在线了。');
  expect(lines).toEqual(['nobody', 'somebody', 'nobody', 'somebody']);
  await live.close();
});
