import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { tally } from './tally.mjs';

// Prints the count of the last test run again, with failures from elsewhere added: `node scripts/last-count.mjs 1`.
const more = Number(process.argv[2] ?? 0);
let counted = { passed: 0, failed: 0, skipped: 0, broken: 0 };
try {
  counted = tally(JSON.parse(readFileSync(join(root, '.cache/test-results.json'), 'utf8')));
} catch {
  // no test ran: nothing to count
}
console.log(`${counted.passed} passed, ${counted.failed + counted.broken + counted.skipped + more} failed`);
