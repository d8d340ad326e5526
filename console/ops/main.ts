import { startApp } from '../frame/start-app';
import { pageGroups } from './pages';
import { routesOf } from './routes';

startApp({ screen: { base: '/console', name: { zh: '运营后台', en: 'Console' } }, routes: routesOf(pageGroups) });
