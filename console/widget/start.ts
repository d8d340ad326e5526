import { realBrowser } from './browser';
import type { Settings } from './settings';
import { createShell, type Shell } from './shell';
import { createTabs } from './tabs';
import { createApi, type ZhidaApi } from './zhida-api';

declare global {
  interface Window {
    Zhida?: ZhidaApi;
  }
}

const whenThereIsABody = (act: () => void): void => {
  if (document.body !== null) act();
  else document.addEventListener('DOMContentLoaded', act, { once: true });
};

/** Starts the widget in this page, once however often it is loaded, and tells the page by the event `zhida:ready`. */
export const start = (settings: Settings, look: 'card' | 'page', started: (shell: Shell) => void = () => undefined): void => {
  whenThereIsABody(() => {
    if (window.Zhida !== undefined) return;
    const browser = realBrowser();
    const tabs = createTabs({
      channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`zhida:${settings.site}`),
      locks: navigator.locks,
      after: browser.timers.after,
    });
    const shell = createShell({ browser, settings, look, tabs, createAudio: () => new AudioContext() });
    window.Zhida = createApi(shell);
    started(shell);
    window.dispatchEvent(new CustomEvent('zhida:ready'));
  });
};
