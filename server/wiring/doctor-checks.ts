import { agentMenu, ensureMenu } from '../agent-channels/wecom-app/agent-menu';
import type { ServerConfig } from '../config';
import { lint } from '../routing/lint';
import type { Records } from '../stores/records';
import { wecomCode } from '../wechat/errcodes';
import { bad, failure, good, note, type Finding } from './finding';
import type { Platforms } from './open-platforms';

const SEND = '/cgi-bin/message/custom/send';

/** Settings that can be right by form and still not work. */
export function checkSettings(config: ServerConfig): Finding[] {
  const findings: Finding[] = [];
  if (!config.wechat) findings.push(bad('没有配置 WECHAT_*，访客的消息进不来。', 'WECHAT_* is not set: no visitor can reach you.'));
  if (!config.wecom) findings.push(note('没有配置 WECOM_*，客服只能在网页工作台回复。', 'WECOM_* is not set: agents can answer in the workbench only.'));
  if (!config.publicUrl.startsWith('https://')) {
    findings.push(note(`PUBLIC_URL 是 ${config.publicUrl}；正式小程序只能访问已备案的 https 域名。`, `PUBLIC_URL is ${config.publicUrl}; a released mini-program reaches https domains only.`));
  }
  return findings;
}

/** Whether WeChat lets us in: the token is a real call, not a guess from the settings. */
export async function checkWechat(platforms: Platforms): Promise<Finding[]> {
  const client = platforms.wechat?.client;
  if (!client) return [];
  const ips = await client.callbackIps();
  if (!ips.ok) return [failure(ips, 'wechat', '微信小程序接口', 'WeChat API')];
  const findings = [good('微信小程序：AppID 和密钥有效，可以调用接口。', 'WeChat: appid and secret are valid.')];
  const quota = await client.quota(SEND);
  if (quota.ok) findings.push(good(`客服消息今日额度：还剩 ${quota.body.remain} / ${quota.body.dailyLimit}。`, `Customer messages left today: ${quota.body.remain} of ${quota.body.dailyLimit}.`));
  else findings.push(failure(quota, 'wechat', '客服消息额度', 'Customer message quota'));
  return findings;
}

/** Whether WeCom lets us in: a token comes from any address, so only a real call shows an untrusted one. */
export async function checkWecom(platforms: Platforms, records: Records, fix: boolean): Promise<Finding[]> {
  const app = platforms.wecom?.app;
  if (!app) return [];
  const menu = await app.getMenu();
  // A wrong setting hides whether there is a menu; any other refusal means that there is none.
  if (!menu.ok && (menu.kind !== 'platform' || wecomCode(menu.code).reaction.do === 'config')) return [failure(menu, 'wecom', '企业微信接口', 'WeCom API')];
  const findings: Finding[] = [];
  if (menu.ok && JSON.stringify(menu.body) === JSON.stringify(agentMenu)) {
    findings.push(good('应用菜单 上线 / 离开 / 我的会话 已就绪。', 'The application menu is there.'));
  } else if (fix) {
    const ensured = await ensureMenu(app);
    findings.push(ensured.ok ? good('已创建应用菜单 上线 / 离开 / 我的会话。', 'The application menu was created.') : failure(ensured, 'wecom', '创建应用菜单', 'Creating the menu'));
  } else {
    findings.push(bad('应用菜单还没有；运行 npm run doctor -- --fix 创建。', 'The application menu is missing; run npm run doctor -- --fix.'));
  }
  const published = await records.config.published();
  for (const agent of published?.config.agents ?? []) {
    if (agent.disabled || agent.wecomUserId === undefined) continue;
    const member = await app.getMember(agent.wecomUserId);
    if (!member.ok) findings.push(failure(member, 'wecom', `客服 ${agent.name}`, `Agent ${agent.name}`));
    else if (member.body.status === 4) findings.push(bad(`客服 ${agent.name} 还没有激活企业微信，收不到消息。`, `Agent ${agent.name} has not activated WeCom.`));
    else if (member.body.status === 2 || member.body.status === 5) findings.push(bad(`客服 ${agent.name} 在企业微信里已停用或离职。`, `Agent ${agent.name} is disabled in WeCom or has left.`));
  }
  if (!findings.some((one) => one.level === 'bad')) findings.push(good('企业微信应用：客服都能收到消息。', 'WeCom: every agent can be reached.'));
  return findings;
}

/** What ops published, by the same linter as the console. */
export async function checkConfig(records: Records, now: number): Promise<Finding[]> {
  const published = await records.config.published();
  if (!published) return [bad('还没有发布任何配置，访客看不到入口。请在运营后台发布。', 'Nothing is published yet: visitors see no entry.')];
  const findings = lint(published.config, now);
  if (findings.length === 0) return [good(`配置第 ${published.version} 版没有问题。`, `Configuration version ${published.version} is sound.`)];
  return findings.map((one): Finding => ({ level: one.level === 'error' ? 'bad' : 'note', zh: `${one.path}：${one.words.zh}`, en: `${one.path}: ${one.words.en}` }));
}
