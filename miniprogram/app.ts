import { composeServices, type ZhidaApp } from './services/compose';
import { serverAddress } from './services/server-address';

App<ZhidaApp>({
  services: composeServices({
    phone: wx,
    timers: {
      now: Date.now,
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    address: serverAddress,
  }),
});
