import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Verdict {
  readonly ok: boolean;
  readonly words: readonly string[];
}

const tallyUrl = pathToFileURL(join(__dirname, '../../scripts/tally.mjs')).href;

/** The scripts are ES modules, which jest does not load: node itself does. */
const judge = (results: object, circumstances: object): Verdict => {
  const program = `import { tally, verdict } from ${JSON.stringify(tallyUrl)};
    console.log(JSON.stringify(verdict(tally(${JSON.stringify(results)}), ${JSON.stringify(circumstances)})))`;
  const verdict: Verdict = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program]).toString());
  return verdict;
};

const results = (passed: number, failed: number, pending = 0, broken = 0): object => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: broken,
});
const calm = { inCi: false, jestCode: 0, untested: 0 };

describe('the last line of npm test', () => {
  test('counts', () => {
    expect(judge(results(7, 0), calm)).toEqual({ ok: true, words: ['7 passed, 0 failed'] });
    expect(judge(results(7, 2), { ...calm, jestCode: 1 })).toEqual({ ok: false, words: ['7 passed, 2 failed'] });
  });

  test('names skipped tests on a laptop, where they are allowed', () => {
    expect(judge(results(7, 0, 3), calm)).toEqual({ ok: true, words: ['7 passed, 0 failed, 3 skipped'] });
  });

  test('CI fails when a test was skipped or a program is missing', () => {
    const skipped = judge(results(7, 0, 3), { ...calm, inCi: true });
    expect(skipped.ok).toBe(false);
    expect(skipped.words.at(-1)).toBe('7 passed, 3 failed');
    const missing = judge(results(7, 0), { ...calm, inCi: true, untested: 1 });
    expect(missing.ok).toBe(false);
    expect(missing.words.at(-1)).toBe('7 passed, 1 failed');
  });

  test('a file that could not be loaded is a failure', () => {
    const verdict = judge(results(7, 0, 0, 1), { ...calm, jestCode: 1 });
    expect(verdict.ok).toBe(false);
    expect(verdict.words.at(-1)).toBe('7 passed, 1 failed');
  });

  test('nothing run, or jest unhappy for another reason, is no success', () => {
    expect(judge(results(0, 0), calm).ok).toBe(false);
    expect(judge(results(7, 0), { ...calm, jestCode: 1 }).ok).toBe(false);
    expect(judge(results(7, 0), { ...calm, jestCode: null }).ok).toBe(false);
  });
});
