import { randomBytes } from 'node:crypto';
import { buildSandbox } from '../../sandbox/app';
import { defaultSettings } from '../../sandbox/settings';

const phoneOrigin = 'http://192.168.7.7:3000';

test.each([
  [phoneOrigin, 200, phoneOrigin],
  ['http://127.0.0.1:3000', 200, 'http://127.0.0.1:3000'],
  ['http://192.168.7.7:3001', 403, undefined],
  ['https://example.com', 403, undefined],
])('a page of %s meets the control API with %i', async (origin, status, allowed) => {
  const sandbox = await buildSandbox({ settings: defaultSettings(), wallTime: Date.now, randomBytes, localOnly: true, phoneOrigin });
  try {
    const answer = await sandbox.inject({ method: 'GET', url: '/control/visitors', headers: { origin, host: '127.0.0.1:4000' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe(allowed);
  } finally {
    await sandbox.close();
  }
});
