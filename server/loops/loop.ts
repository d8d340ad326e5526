/** Work done again and again: at once when woken, else every `everyMs`; one run at a time. */
export interface Loop {
  /** Something to do: run as soon as the present run is over. */
  wake(): void;
  /** Ends after the present run. */
  stop(): Promise<void>;
}

/** `work` answers true when there may be more to do at once. A failure is reported and does not end the loop. */
export function startLoop(work: () => Promise<boolean>, everyMs: number, failed: (error: unknown) => void): Loop {
  let woken = true;
  let stopped = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    clearTimeout(timer);
    while (woken && !stopped) {
      woken = false;
      try {
        if (await work()) woken = true;
      } catch (error) {
        failed(error);
      }
    }
  }

  function start(): void {
    if (running || stopped) return;
    running = run().then(() => {
      running = undefined;
      if (stopped) return;
      if (woken) start();
      else timer = setTimeout(wake, everyMs);
    });
  }

  function wake(): void {
    woken = true;
    start();
  }

  start();
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
