import type { CallFailure } from '../../wechat/answer';
import type { WecomApp } from '../../wechat/wecom-app';
import type { MenuButton } from '../../wechat/wecom-menu';
import type { AgentAction } from '../agent-channel';

type Item = Extract<AgentAction, { kind: 'menu' }>['item'];

const ITEMS: Readonly<Record<Item, string>> = { online: '上线', away: '离开', mine: '我的会话' };

/** The application's menu: what an agent needs without a workbench. */
export const agentMenu: readonly MenuButton[] = Object.entries(ITEMS).map(([key, name]) => ({ name, key }));

export function isMenuItem(key: string): key is Item {
  return Object.hasOwn(ITEMS, key);
}

export type MenuEnsured = { readonly ok: true; readonly changed: boolean } | CallFailure;

/** Puts the menu there unless it is; for `doctor --fix`. The application needs a callback address, else taps go nowhere. */
export async function ensureMenu(app: Pick<WecomApp, 'getMenu' | 'createMenu'>): Promise<MenuEnsured> {
  const present = await app.getMenu();
  if (present.ok && JSON.stringify(present.body) === JSON.stringify(agentMenu)) return { ok: true, changed: false };
  // A platform error may be its way to say that there is no menu; a real one comes again from creating it.
  if (!present.ok && present.kind !== 'platform') return present;
  const created = await app.createMenu(agentMenu);
  return created.ok ? { ok: true, changed: true } : created;
}
