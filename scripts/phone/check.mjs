import { join } from 'node:path';
import { root } from '../root.mjs';
import { compileProgram } from './program.mjs';

/** What WeChat's own compiler and the phone have against the pages of the mini-program. */
const { faults } = compileProgram(join(root, 'miniprogram'));
for (const fault of faults) console.error(`miniprogram/${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
