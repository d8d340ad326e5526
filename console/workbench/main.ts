import { startApp } from '../frame/start-app';

startApp({
  screen: { base: '/workbench', name: { zh: '客服工作台', en: 'Workbench' } },
  routes: [
    { path: '/', component: () => import('./WorkbenchShell.vue') },
    { path: '/:path(.*)*', component: () => import('../frame/NothingHere.vue') },
  ],
});
