import { spawnSync } from 'node:child_process';
import { smallCheckout } from './checkout';

const config = "module.exports = { testMatch: ['**/*.test.js'], roots: ['<rootDir>/tests'] };";

/** Runs the real `npm test` script over a few small tests; apart from the machine's own programs it does all it does elsewhere. */
const run = (tests: Readonly<Record<string, string>>): { status: number | null; last: string; printed: string } => {
  const checkout = smallCheckout({ 'jest.config.js': config, 'server/main.ts': '', 'package.json': '{}', ...tests });
  const env = { ...process.env, CI: 'false', TEST_EXIT_PATIENCE_MS: '1000', JEST_WORKER_ID: undefined };
  const { status, stdout } = spawnSync(process.execPath, ['scripts/test.mjs'], { cwd: checkout.folder, env, encoding: 'utf8' });
  checkout.remove();
  return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '', printed: stdout };
};

describe('npm test', () => {
  test('ends with the count alone in the last line', () => {
    const { status, last } = run({ 'tests/a.test.js': "test('one', () => {}); test('two', () => {}); test.skip('three', () => {});" });
    expect({ status, last }).toEqual({ status: 0, last: '2 passed, 0 failed, 1 skipped' });
  });

  test('fails with the test that fails, and with the file that does not load', () => {
    const { status, last } = run({ 'tests/a.test.js': "test('one', () => {}); test('two', () => { throw new Error(); });", 'tests/b.test.js': "require('./nowhere');" });
    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 2 failed' });
  });

  test('counts a build that fails, and still runs the tests', () => {
    const { status, last } = run({ 'tests/a.test.js': "test('one', () => {});", 'server/main.ts': "import './nowhere';" });
    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 1 failed' });
  });

  test('does not wait for ever for what a test left open', () => {
    const { status, last, printed } = run({ 'tests/a.test.js': "test('one', () => { require('node:net').createServer().listen(0); });" });
    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 1 failed' });
    expect(printed).toContain('left a server');
  });
});
