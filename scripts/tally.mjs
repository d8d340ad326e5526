/**
 * Counts jest's JSON results. A test file that could not even be loaded counts as one failure: it holds no tests to count.
 * @param {{numPassedTests:number, numFailedTests:number, numPendingTests:number, numTodoTests:number, numRuntimeErrorTestSuites:number}} results
 */
export const tally = (results) => ({
  passed: results.numPassedTests,
  failed: results.numFailedTests,
  skipped: results.numPendingTests + results.numTodoTests,
  broken: results.numRuntimeErrorTestSuites,
});

/**
 * What the run means: exit well or not, and the last lines to print, the count being the very last.
 * In CI nothing may be skipped, so there a skipped test or a missing program fails the run.
 */
export const verdict = ({ passed, failed, skipped, broken }, { inCi, jestCode, untested }) => {
  const words = [];
  let failures = failed + broken;
  if (inCi && skipped + untested > 0) {
    words.push(`In CI nothing may be skipped, but ${skipped} test(s) and ${untested} program(s) were.`);
    failures += Math.max(skipped, 1);
    skipped = 0;
  }
  if (passed === 0 && failures === 0) words.push('No test ran.');
  if (failures === 0 && jestCode !== 0) {
    words.push(`Jest ended with ${jestCode ?? 'a signal'} although no test failed.`);
    failures = 1;
  }
  words.push(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return { ok: failures === 0 && passed > 0, words };
};
