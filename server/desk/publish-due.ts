import { lint } from '../routing/lint';
import { auditRow, system } from './actor';
import type { DeskContext } from './desk-context';

/**
 * Brings a planned publication into force when its time has come. It is linted again, since what was right when it was
 * planned may be wrong by then; with errors the old configuration stays, and ops are told.
 */
export async function publishDue(ctx: DeskContext): Promise<void> {
  const now = ctx.now();
  const due = await ctx.records.config.scheduledDue(now);
  if (!due) return;
  const { version } = due;
  const errors = lint(due.config, now).filter((one) => one.level === 'error');
  const detail = { version, by: due.by, ...(errors.length > 0 && { faults: errors.map(({ code, path }) => `${code} ${path}`) }) };
  const audit = auditRow(ctx, system, errors.length > 0 ? 'publish-blocked' : 'publish', 'config', detail);
  if (errors.length === 0) {
    if (await ctx.records.config.publishScheduled({ version, now, audit })) ctx.published.announce();
    return;
  }
  const faults = errors.map(({ code, path, words }) => ({ code, path, words }));
  if (!(await ctx.records.config.blockScheduled({ version, faults, audit }))) return;
  ctx.log.warn({ version, faults: errors.length }, 'a planned publication has errors and was not published');
  ctx.alarms.raise({
    key: `publication-blocked:${version}`, level: 'error',
    zh: `定时发布的第 ${version} 版配置有 ${errors.length} 处错误，没有发布，仍用原来的配置。请到后台“版本”查看原因，改好后重新发布。`,
    en: `Version ${version} was to be published now, but has ${errors.length} error(s), so the old configuration stays. See the versions in the console, correct it and publish again.`,
  });
}
