import { createPretendServer } from '../talk/pretend-server';
import { call, startApp, type Rendered } from './page-shim';
import { reads, settle } from './reading';
import { createShop, vip } from './shop';
import { createWechat } from './wechat';

/** The chat page on a pretend phone, between a pretend shop and a pretend server of talks. `query`: what it is opened with beside its entry. */
export const openChat = async (query: Readonly<Record<string, string>> = {}) => {
  const shop = createShop([vip]);
  const server = createPretendServer({ now: Date.now, entry: 'vip' });
  server.takeTokens('token-1-1', 'token-2-1');
  const wechat = createWechat((request) => shop.answer(request), server.dial);
  let app = startApp(wechat);
  let page = app.open('chat', { e: 'vip', ...query });

  /** Everything that is on its way arrives, and is drawn. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) {
      await settle();
      server.deliver();
    }
    await settle();
  };
  await rest();
  return {
    shop, server, wechat, rest,
    page: (): Rendered => page,
    reads: (): string => reads(page),
    /** What the page holds of one kind. */
    data: (name: string): unknown => page.data[name],
    /** Raises an event of one of its components. */
    async raise(method: string, detail: object = {}): Promise<void> {
      call(page, method, { detail });
      await rest();
    },
    cut(code = 1006): void {
      for (const socket of server.sockets) if (socket.isOpen) socket.cut(code);
    },
    async pass(ms: number): Promise<void> {
      await jest.advanceTimersByTimeAsync(ms);
      await rest();
    },
    /** The program ends and is opened again on the same phone. */
    async restart(): Promise<void> {
      call(page, 'onUnload');
      app = startApp(wechat);
      page = app.open('chat', { e: 'vip' });
      await rest();
    },
  };
};

export type ChatOnPhone = Awaited<ReturnType<typeof openChat>>;
