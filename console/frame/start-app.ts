import 'element-plus/theme-chalk/dark/css-vars.css';
import './base.css';
import { createPinia } from 'pinia';
import { createApp, watch, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import { createSend } from './api/send';
import { sendKey } from './api/use-send';
import AppFrame from './AppFrame.vue';
import { connectionKey, createConnection } from './connection';
import { frameWords } from './frame-words';
import { createLanguage, languageKey } from './language';
import { createPages } from './router';
import { screenKey, type Screen } from './screen';
import { useSession } from './session';
import { createTheme, themeKey } from './theme';

export interface AppParts {
  screen: Screen;
  routes: RouteRecordRaw[];
}

/** Puts one of the apps together and shows it in `#app`. */
export function startApp({ screen, routes }: AppParts): void {
  const { i18n, choice } = createLanguage({ storage: localStorage, page: document.documentElement });
  const theme = createTheme({ storage: localStorage, page: document.documentElement, system: matchMedia('(prefers-color-scheme: dark)') });
  const connection = createConnection({
    probe: () => fetch('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false),
    after: (ms, act) => void setTimeout(act, ms),
  });
  const send = createSend({
    fetch: (path, init) => fetch(path, init), language: () => choice.language.value, miss: connection.miss,
    signedOut() {
      session.leave();
      const { name, fullPath } = router.currentRoute.value;
      if (name !== undefined && name !== 'sign-in') void router.push({ name: 'sign-in', query: { to: fullPath } });
    },
  });

  const root: Component = AppFrame;
  const app = createApp(root);
  app.use(createPinia()).use(i18n);
  app.provide(languageKey, choice).provide(themeKey, theme).provide(connectionKey, connection).provide(sendKey, send).provide(screenKey, screen);
  const session = app.runWithContext(() => useSession());
  const router = createPages({ base: screen.base, routes, session });
  app.use(router);

  const say = choice.from(frameWords);
  watch([() => router.currentRoute.value.meta.title, choice.language], ([title]) => {
    document.title = [...(title ? [choice.pick(title)] : []), choice.pick(screen.name), say('product')].join(' · ');
  }, { immediate: true });
  app.mount('#app');
}
