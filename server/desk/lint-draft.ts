import { lint } from '../routing/lint';
import type { Finding } from '../routing/lint-words';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';

export interface LintReport {
  revision: number;
  errors: number;
  warnings: number;
  findings: Finding[];
}

/** What stands in the way of publishing the draft, and what may be meant. */
export async function lintDraft(ctx: Pick<DeskContext, 'records' | 'now'>): Promise<LintReport> {
  const { config, revision } = await readDraft(ctx);
  const findings = lint(config, ctx.now());
  const errors = findings.filter((one) => one.level === 'error').length;
  return { revision, errors, warnings: findings.length - errors, findings };
}
