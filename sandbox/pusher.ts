import type { Clock } from './clock';
import type { Faults, PushFault } from './faults';
import type { Http } from './http-post';
import type { Ledger, Platform, PushEntry } from './ledger';

export type Verdict = 'acknowledged' | 'retry' | 'refused';

/** How one message reaches the server's callback address; built by the platform, carried out here. */
export interface PushPlan {
  platform: Platform;
  kind: string;
  who: string;
  msgId: string | null;
  message: string;
  /** '' = no address configured: recorded, not sent. */
  url: string;
  /** Query and body of try number `attempt` (0 first). `fault` spoils it on purpose. */
  request(attempt: number, fault: PushFault | undefined): { query: Record<string, string>; body: string; contentType: string };
  judge(status: number, body: string): { verdict: Verdict; reply: string | null };
  maxAttempts: number;
  spacingMs: number;
  withinMs: number;
  /** Wait for the earlier pushes of the same person. */
  serial: boolean;
  onAnswer?(body: string): void;
  onFailed?(): void;
}

export interface Sent {
  entry: PushEntry;
  /** Settles when the last try is over. */
  done: Promise<void>;
}

export interface Pusher {
  send(plan: PushPlan): Sent;
  /** Lets go of pushes held for reordering. */
  release(): void;
  /** Drops everything under way. */
  stop(): void;
}

export interface PusherParts {
  clock: Clock;
  ledger: Ledger;
  faults: Faults;
  http: Http;
  /** Resolves after `ms`, rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

export function createPusher({ clock, ledger, faults, http, wait }: PusherParts): Pusher {
  let stopping = new AbortController();
  const held = new Map<Platform, () => void>();
  const lastOf = new Map<string, Promise<void>>();

  async function tryOnce(plan: PushPlan, entry: PushEntry, attempt: number, copy: number, fault: PushFault | undefined, signal: AbortSignal): Promise<Verdict> {
    const { query, body, contentType } = plan.request(attempt, fault);
    const url = `${plan.url}${plan.url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
    const started = clock.now();
    const answer = await http({ method: 'POST', url, body, contentType, withinMs: plan.withinMs }, signal);
    entry.attempts.push({ at: started, copy, status: answer.status, answer: answer.body, error: answer.error, tookMs: clock.now() - started });
    if (answer.status === null) return 'retry';
    const { verdict, reply } = plan.judge(answer.status, answer.body);
    entry.reply = reply ?? entry.reply;
    if (verdict === 'acknowledged' && entry.state !== 'acknowledged') {
      entry.state = 'acknowledged';
      plan.onAnswer?.(answer.body);
    }
    ledger.changed();
    return verdict;
  }

  async function deliverCopy(plan: PushPlan, entry: PushEntry, copy: number, fault: PushFault | undefined, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; attempt < plan.maxAttempts && !signal.aborted; attempt += 1) {
      if (attempt > 0) await wait(plan.spacingMs, signal);
      const verdict = await tryOnce(plan, entry, attempt, copy, attempt < (fault?.attempts ?? Infinity) ? fault : undefined, signal);
      if (verdict !== 'retry') return;
    }
  }

  async function deliver(plan: PushPlan, entry: PushEntry, fault: PushFault | undefined, signal: AbortSignal): Promise<void> {
    entry.state = 'pending';
    const copies = Array.from({ length: 1 + (fault?.kind === 'duplicate' ? (fault.copies ?? 1) : 0) }, (_, copy) => copy);
    try {
      if (fault?.together) await Promise.all(copies.map((copy) => deliverCopy(plan, entry, copy, fault, signal)));
      else for (const copy of copies) await deliverCopy(plan, entry, copy, fault, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (entry.state !== 'pending') return;
    entry.state = signal.aborted ? 'stopped' : 'failed';
    if (!signal.aborted) plan.onFailed?.();
    ledger.changed();
  }

  /** Queues `work` behind the person's earlier pushes. */
  function inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const done = (lastOf.get(key) ?? Promise.resolve()).then(work);
    lastOf.set(key, done);
    void done.then(() => {
      if (lastOf.get(key) === done) lastOf.delete(key);
    });
    return done;
  }

  function send(plan: PushPlan): Sent {
    const fault = plan.url === '' ? undefined : faults.takePush(plan.platform, plan.kind);
    const { platform, kind, who, msgId, message } = plan;
    const entry = ledger.openPush({ platform, kind, who, msgId, message, fault: fault?.kind ?? null });
    if (plan.url === '') {
      entry.state = 'not-configured';
      return { entry, done: Promise.resolve() };
    }
    if (fault?.kind === 'drop') {
      entry.state = 'dropped';
      return { entry, done: Promise.resolve() };
    }
    const { signal } = stopping;
    const start = () => deliver(plan, entry, fault, signal);
    const earlier = held.get(platform);
    if (fault?.kind === 'reorder' && !earlier) {
      entry.state = 'held';
      return { entry, done: new Promise<void>((resolve) => held.set(platform, resolve)).then(start) };
    }
    const done = plan.serial ? inTurn(`${platform}:${who}`, start) : start();
    if (earlier) {
      held.delete(platform);
      void done.then(earlier);
    }
    return { entry, done };
  }

  function release(): void {
    for (const [platform, letGo] of [...held]) {
      held.delete(platform);
      letGo();
    }
  }

  return {
    send,
    release,
    stop() {
      stopping.abort();
      stopping = new AbortController();
      lastOf.clear();
      release();
    },
  };
}
