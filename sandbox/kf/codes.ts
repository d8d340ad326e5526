import type { Clock } from '../clock';
import type { Ids } from '../ids';
import { DAYS_2 } from './customers';
import type { KfSession } from './sessions';

export type Occasion = 'welcome' | 'pool' | 'human' | 'closing';

export interface EventCode {
  occasion: Occasion;
  session: KfSession;
  stretch: number;
}

/** Codes for send_msg_on_event: one use, 20 s for the welcome and the closing, 48 h for the others. */
export interface KfCodes {
  issue(session: KfSession, occasion: Occasion): string;
  /** What the code stands for while it is good. */
  find(code: string): EventCode | undefined;
  use(code: string): void;
  reset(): void;
}

const SHORT_MS = 20_000;

export function createKfCodes(clock: Clock, ids: Ids): KfCodes {
  const codes = new Map<string, EventCode & { until: number }>();
  return {
    issue(session, occasion) {
      const code = ids.opaque(32);
      const life = occasion === 'welcome' || occasion === 'closing' ? SHORT_MS : DAYS_2;
      codes.set(code, { occasion, session, stretch: session.stretch, until: clock.now() + life });
      return code;
    },
    find(code) {
      const found = codes.get(code);
      return found && clock.now() < found.until ? found : undefined;
    },
    use: (code) => void codes.delete(code),
    reset: () => codes.clear(),
  };
}
