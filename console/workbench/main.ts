import { startApp } from '../frame/start-app';

const shell = () => import('./WorkbenchShell.vue');

startApp({
  screen: { base: '/workbench', name: { zh: '客服工作台', en: 'Workbench' } },
  routes: [
    { path: '/', name: 'lists', component: shell },
    { path: '/c/:id', name: 'conversation', component: shell },
    { path: '/:path(.*)*', component: () => import('../frame/NothingHere.vue') },
  ],
});
