import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import type { Permission } from '../../shared/permissions';
import type { Words } from './language';
import type { useSession } from './session';
import { placeAfter } from './sign-in/place-after';

declare module 'vue-router' {
  interface RouteMeta {
    title?: Words;
    /** Without it the page is shown to everybody who is signed in. */
    permission?: Permission;
  }
}

export interface RouterParts {
  base: string;
  routes: RouteRecordRaw[];
  session: Pick<ReturnType<typeof useSession>, 'state' | 'load' | 'can'>;
}

/** The pages of one app behind its sign-in: who is not in is asked first and comes back to where he wanted to go. */
export function createPages({ base, routes, session }: RouterParts): Router {
  const router = createRouter({
    history: createWebHistory(base),
    routes: [...routes, { path: '/sign-in', name: 'sign-in', component: () => import('./sign-in/SignInPage.vue'), meta: { title: { zh: '登录', en: 'Sign in' } } }],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (session.state === 'unknown') await session.load();
    if (session.state === 'unreached') return true;
    if (to.name === 'sign-in') return session.state === 'in' ? placeAfter(to.query['to']) : true;
    if (session.state === 'out') return { name: 'sign-in', query: to.path === '/' ? {} : { to: to.fullPath } };
    const { permission } = to.meta;
    return permission === undefined || session.can(permission) || to.name === 'not-allowed' ? true : { name: 'not-allowed', params: { path: to.path.slice(1).split('/') } };
  });
  return router;
}
