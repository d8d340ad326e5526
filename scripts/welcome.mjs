import { agents } from './trial.mjs';

const line = (what, value) => `  ${what.padEnd(24)} ${value}`;

/**
 * What to open and how to log in. Passwords appear only in trial mode, where they were invented for this data folder.
 * @param {{serverUrl: string, sandboxUrl?: string, env?: object, phone?: boolean, shop?: boolean}} where
 */
export const welcome = ({ serverUrl, sandboxUrl, env, phone, shop }) => {
  const lines = [
    '',
    sandboxUrl ? 'Zhida is running in trial mode, without WeChat. / 直达已在试用模式下启动，无需微信账号。' : 'Zhida is running. / 直达已启动。',
    '',
    line('Page 首页', `${serverUrl}/`),
    line('Console 运营后台', `${serverUrl}/console`),
    line('Workbench 客服工作台', `${serverUrl}/workbench`),
    line('API docs 接口文档', `${serverUrl}/docs`),
  ];
  if (phone) lines.push(line('Phone 试用手机', `${serverUrl}/phone`));
  if (shop) lines.push(line('Web page 网页示例', `${serverUrl}/widget-demo`));
  if (sandboxUrl && env) {
    lines.push(
      line('Sandbox 模拟微信', `${sandboxUrl}/`),
      '',
      'Logins 登录（name 账号 / password 密码）',
      line('Administrator 管理员', `admin / ${env.ADMIN_PASSWORD}`),
      ...agents.map(({ login, name, entry }) => line(`${name} · ${entry}`, `${login} / ${env.TRIAL_AGENT_PASSWORD}`)),
    );
  }
  lines.push('', 'Ctrl+C stops it. / 按 Ctrl+C 停止。', '');
  return lines.join('\n');
};
