import { createLog } from '../../server/wiring/log';

function lineOf(facts: object): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => { lines.push(line); } }).info(facts, 'said');
  return lines.join('');
}

test.each(['token', 'access_token', 'secret', 'password', 'authorization', 'cookie', 'openid', 'subject', 'text', 'body', 'content', 'contact', 'payload'])('a field named %s is taken out, also further in', (name) => {
  const line = lineOf({ [name]: 'hidden-1', event: { [name]: 'hidden-2', inner: { [name]: { more: 'hidden-3' } } } });
  expect(line).toContain('said');
  expect(line).not.toContain('hidden');
});

test('of an error only what it is and where it came from is kept, not what a driver hung on it', () => {
  const error = Object.assign(new Error('OOM command not allowed', { cause: new Error('the memory is full') }), {
    code: 'OOM', command: { name: 'set', args: ['token', 'hidden-1'] }, detail: 'Key (openid)=(hidden-2) already exists.', parameters: ['hidden-3'],
  });
  const line = lineOf({ err: error });
  expect(line).not.toContain('hidden');
  expect(JSON.parse(line)).toMatchObject({ err: { type: 'Error', code: 'OOM', message: expect.stringContaining('OOM command not allowed'), stack: expect.stringContaining('the memory is full') } });
});

test.each([['hidden words'], [null], [42], [{ message: 7, hidden: 'hidden' }]])('whatever else was thrown (%p) is logged without what it says', (thrown) => {
  const line = lineOf({ err: thrown });
  expect(line).toContain('said');
  expect(line).not.toContain('hidden');
});
