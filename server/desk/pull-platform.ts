import type { NativeDesk } from '../channels/channel';
import { actOnInbox } from './act-on-inbox';
import type { DeskContext } from './desk-context';
import { holdTurn } from './hold-turn';
import { createLostCursor } from './notice-lost-cursor';

const TOPIC = 'pull';
/** One node at a time asks for an account; a node that died in it blocks the others this long (ms). */
const TURN = 9_000;
/** Until we look again whether the node whose turn it was has done it. */
const LOOK_AGAIN = 2_000;
const UNSURE_WAIT = 2_000;

interface Due {
  /** Not before (ms since 1970). */
  from: number;
  /** When we heard of it; somebody may have asked since. */
  heardAt: number;
  token?: string;
}

/** Fetches what a platform keeps for us: at once when it hints, and now and then in case a hint was lost. */
export interface Puller {
  /** There is something on this account (absent: on any). All nodes hear of it; one of them asks. */
  hint(hint: { account?: string; token: string }): void;
  /** Asks for what is due; answers when the next is (ms since 1970). */
  pullDue(): Promise<number>;
  stop(): void;
}

export async function createPuller(ctx: DeskContext, wake: () => void): Promise<Puller> {
  const due = new Map<string, Due>();
  const asked = new Map<string, number>();
  const lost = createLostCursor();
  let stir: () => void = () => undefined;

  const heard = (account: string, token?: string): void => {
    const now = ctx.now();
    due.set(account, { from: now, heardAt: now, ...(token !== undefined && token !== '' && { token }) });
  };
  const unhear = await ctx.live.subscribe(TOPIC, (message) => {
    const [account, token] = readHint(message);
    for (const one of ctx.view().nativeAccounts) if (account === '' || account === one) heard(one, token);
    stir();
    wake();
  });

  async function pull(account: string, desk: NativeDesk, { heardAt, token }: Due): Promise<void> {
    const free = await ctx.live.turn(`pull:${account}`, TURN);
    if (!free) {
      later(account, LOOK_AGAIN, heardAt, token);
      return;
    }
    const turn = holdTurn(free, TURN, ctx.now);
    try {
      let cursor = await ctx.records.native.cursor(account);
      retryAt(account, await actOnInbox(ctx, account, desk, turn.keep));
      // Another node asked after this was heard: its answer had it.
      if (cursor && cursor.at > heardAt) return;
      let withToken = token;
      for (;;) {
        const askedAt = ctx.now();
        const pulled = await desk.pull(account, { ...(cursor && { cursor: cursor.place }), ...(withToken !== undefined && { token: withToken }) });
        switch (pulled.kind) {
          case 'no-token':
            if (withToken === undefined) return later(account, UNSURE_WAIT, heardAt, undefined);
            withToken = undefined;
            continue;
          case 'later':
            return later(account, pulled.afterMs, heardAt, withToken);
          case 'unknown':
            return later(account, UNSURE_WAIT, heardAt, withToken);
          case 'refused':
            ctx.log.error({ why: pulled.why }, 'the platform refused to tell what happened');
            if (!cursor) return raiseRefused(ctx, account, pulled.why);
            await ctx.records.native.loseCursor(account);
            cursor = undefined;
            continue;
          case 'pulled':
            // Only who was told everything has asked: should we die now, the next one goes on at once.
            await ctx.records.native.keep({ account, items: pulled.items, cursor: pulled.cursor, now: pulled.more ? 0 : askedAt });
            retryAt(account, await actOnInbox(ctx, account, desk, turn.keep));
            if (pulled.items.length > 0) lost.something(account);
            else if (!pulled.more && cursor && token !== undefined && lost.nothing(account, token)) {
              ctx.log.warn({ account }, 'the platform hints and tells nothing; it is asked for everything it keeps');
              await ctx.records.native.loseCursor(account);
              cursor = undefined;
              continue;
            }
            if (!pulled.more) return;
            // The platform may say that there is more and stay where it is.
            if (pulled.items.length === 0 && pulled.cursor === cursor?.place) return later(account, UNSURE_WAIT, heardAt, withToken);
            cursor = { place: pulled.cursor, at: askedAt };
            if (!(await turn.keep())) return later(account, 0, heardAt, withToken);
        }
      }
    } finally {
      await turn.release().catch(() => undefined);
    }
  }

  function later(account: string, ms: number, heardAt: number, token: string | undefined): void {
    const newer = due.get(account);
    if (!newer) due.set(account, { from: ctx.now() + ms, heardAt, ...(token !== undefined && { token }) });
  }
  /** Something could not be acted on and is tried again then. */
  function retryAt(account: string, at: number | undefined): void {
    if (at !== undefined && !due.has(account)) due.set(account, { from: at, heardAt: 0 });
  }

  return {
    hint: ({ account, token }) => ctx.live.publish(TOPIC, JSON.stringify([account ?? '', token])),
    async pullDue() {
      const desk = ctx.channels.kf?.native;
      const { nativeAccounts } = ctx.view();
      if (!desk || nativeAccounts.length === 0) return ctx.now() + ctx.times.pull;
      const now = ctx.now();
      for (const account of nativeAccounts) {
        if (!due.has(account) && now - (asked.get(account) ?? 0) >= ctx.times.pull) due.set(account, { from: now, heardAt: now });
      }
      const ready = [...due].filter(([, { from }]) => from <= now);
      for (const [account, what] of ready) {
        due.delete(account);
        asked.set(account, now);
        ctx.background.run(`pull ${account}`, 'ask a platform', () => pull(account, desk, what).catch((error: unknown) => {
          ctx.log.error({ err: error }, 'asking a platform failed; it is asked again');
          later(account, UNSURE_WAIT, what.heardAt, what.token);
        }));
      }
      // A slow account does not keep what another one hints at waiting.
      const stirred = new Promise<void>((resolve) => { stir = resolve; });
      await Promise.race([stirred, Promise.all(ready.map(([account]) => ctx.background.ended(`pull ${account}`)))]);
      return Math.min(...[...due.values()].map(({ from }) => from), ctx.now() + ctx.times.pull);
    },
    stop: unhear,
  };
}

function readHint(message: string): [string, string] {
  const read: unknown = JSON.parse(message);
  const part = (at: number): string => {
    const value: unknown = Array.isArray(read) ? read[at] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return [part(0), part(1)];
}

function raiseRefused(ctx: DeskContext, account: string, why: string): void {
  ctx.alarms.raise({
    key: `pull:${account}`, level: 'error',
    zh: `微信客服的消息取不到（${why}）。请运行 npm run doctor 查看原因。`, en: `Messages of 微信客服 cannot be fetched (${why}). Run npm run doctor to see why.`,
  });
}
