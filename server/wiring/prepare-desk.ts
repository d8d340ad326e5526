import { randomBytes } from 'node:crypto';
import type { ServerConfig } from '../config';
import type { Desk } from '../desk/desk';
import type { Records } from '../stores/records';
import { hashPassword } from '../gateway/auth/password';
import { idFor } from './ids';
import { KF_ENTRY, SAMPLE_AGENTS, sampleConfig, WEB_SITE } from './seed';

/** What a desk needs before its first visitor: the first admin, and in trial mode a sample shop with people who can sign in. */
export async function prepareDesk(config: ServerConfig, desk: Desk, records: Records, now: () => number): Promise<void> {
  if (config.adminPassword !== undefined) await firstLogin(records, { login: 'admin', name: '管理员', role: 'admin', password: config.adminPassword });
  if (!config.trial) return;
  if (!(await records.config.published())) await seed(config, desk, records, now);
  // Each start begins a day: nobody who tries it should have to find out first that everybody's duty ended overnight.
  for (const { key } of desk.view().config.agents.filter(({ key }) => SAMPLE_AGENTS.some((one) => one === key))) {
    await desk.agent.setStatus({ agent: key, status: 'online', by: key, duty: true });
  }
}

async function seed(config: ServerConfig, desk: Desk, records: Records, now: () => number): Promise<void> {
  const sample = sampleConfig(config.wechat?.appId, await kfLink(desk));
  const audit = (action: string) => ({ id: idFor(`seed:${action}`), at: now(), by: 'trial', role: 'admin', action, object: 'config' });
  const saved = await records.config.saveDraft({ config: sample, revision: 0, by: 'trial', now: now(), audit: audit('save-draft') });
  if (saved.kind !== 'saved') return;
  await records.people.saveSiteSecrets({ site: WEB_SITE, hmacSecret: randomBytes(32).toString('base64url') });
  await records.config.publish({ revision: saved.draft.revision, by: 'trial', now: now(), note: '示例配置', audit: audit('publish') });
  await desk.ctx.published.refresh();
  for (const agent of sample.agents) {
    if (config.trialAgentPassword !== undefined) await firstLogin(records, { login: agent.key, name: agent.name, role: 'agent', agent: agent.key, password: config.trialAgentPassword });
  }
}

/** Where the sample's 微信客服 entry leads; undefined where the corp has no account for us. */
async function kfLink(desk: Desk): Promise<{ account: string; url: string } | undefined> {
  const setup = desk.ctx.channels.kf?.native?.setup;
  const accounts = await setup?.accounts();
  const account = accounts?.kind === 'read' ? accounts.value.find(({ ours }) => ours)?.account : undefined;
  if (!setup || account === undefined) return undefined;
  const link = await setup.link(account, KF_ENTRY);
  return link.kind === 'read' ? { account, url: link.value } : undefined;
}

async function firstLogin(records: Records, staff: { login: string; name: string; role: 'admin' | 'agent'; agent?: string; password: string }): Promise<void> {
  if (await records.people.staffByLogin(staff.login)) return;
  const { password, ...person } = staff;
  await records.people.saveStaff({ id: idFor(`staff:${staff.login}`), ...person, passwordHash: await hashPassword(password), disabled: false });
}
