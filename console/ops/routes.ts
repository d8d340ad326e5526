import type { RouteRecordRaw } from 'vue-router';
import type { PageGroup } from './pages';

declare module 'vue-router' {
  interface RouteMeta {
    /** The page edits the draft. */
    draft?: true;
  }
}

/** The pages inside the console's shell. */
export const routesOf = (groups: readonly PageGroup[]): RouteRecordRaw[] => [
  {
    path: '/',
    component: () => import('./OpsShell.vue'),
    children: [
      { path: '', name: 'start', component: () => import('./StartPage.vue') },
      ...groups.flatMap(({ pages }) => pages).map(({ name, path = name, title, permission, draft, page }) => ({ path, name, component: page, meta: { title, permission, ...(draft && { draft }) } })),
      { path: ':path(.*)*', name: 'nothing-here', component: () => import('../frame/NothingHere.vue') },
      { path: ':path(.*)*', name: 'not-allowed', component: () => import('../frame/NotAllowed.vue') },
    ],
  },
];
