import type { Timers } from '../asking/timers';

/** Milliseconds: how long a sign of writing lasts, and how often ours is sent at most. */
const lasts = 6_000;
const every = 4_000;

/** That one side sees the other write. */
export interface Signs {
  otherWrites(): boolean;
  /** `over` is called when nothing more is heard of it. */
  show(over: () => void): void;
  hide(): void;
  /** This side writes. */
  writes(conversation: string): void;
}

export function createSigns(timers: Timers, send: (frame: { type: 'typing'; conversation: string }) => boolean): Signs {
  let isShown = false;
  let callOff = (): void => undefined;
  let saidAt: number | undefined;

  function hide(): void {
    callOff();
    isShown = false;
  }

  return {
    otherWrites: () => isShown,
    hide,
    show(over) {
      callOff();
      isShown = true;
      callOff = timers.after(lasts, () => {
        hide();
        over();
      });
    },
    writes(conversation) {
      if (saidAt !== undefined && timers.now() - saidAt < every) return;
      if (send({ type: 'typing', conversation })) saidAt = timers.now();
    },
  };
}
