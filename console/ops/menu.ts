import type { Permission } from '../../shared/permissions';
import type { OpsPage, PageGroup } from './pages';

/** What the menu shows to somebody: only pages he may open, and no group without any. */
export const menuFor = (groups: readonly PageGroup[], can: (permission: Permission) => boolean): PageGroup[] =>
  groups.map(({ title, pages }) => ({ title, pages: pages.filter(({ permission }) => can(permission)) })).filter(({ pages }) => pages.length > 0);

/** The page somebody starts on: the first of his menu. */
export const firstPage = (groups: readonly PageGroup[], can: (permission: Permission) => boolean): OpsPage | undefined => menuFor(groups, can)[0]?.pages[0];
