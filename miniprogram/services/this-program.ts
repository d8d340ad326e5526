import { composeServices, type Services } from './compose';
import { serverAddress } from './server-address';

/** The program our pages stand in: our own, or a merchant's that knows nothing of them. */
interface Program {
  zhida?: Services;
}

/** The services of this program, put together when a page or component first asks. In an independent subpackage there may be no App yet. */
export const services = (): Services => {
  const program = getApp<Program>({ allowDefault: true });
  program.zhida ??= composeServices({
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
  });
  return program.zhida;
};
