import type { Phone } from './phone';
import type { TalkParts } from './shared-values/talk/parts';

/** What a socket says when it ends without a word of the server's. */
const noCode = 1006;

/**
 * Sockets to `/ws/visitor`, at `wss` where the server's address is https. On some iPhones the end of a socket is not told (WeChat 8.0.48), which the
 * talk's watch on pings makes up for.
 */
export const createDial = ({ phone, address }: { phone: Phone; address: string }): TalkParts['dial'] => ({ opened, heard, closed }) => {
  const socket = phone.connectSocket({ url: `${address.replace(/^http/, 'ws')}/ws/visitor`, fail: () => closed(noCode) });
  socket.onOpen(opened);
  socket.onMessage(({ data }) => {
    if (typeof data === 'string') heard(data);
  });
  socket.onClose(({ code }) => closed(code));
  socket.onError(() => closed(noCode));
  return { send: (data) => socket.send({ data }), close: () => socket.close({}) };
};
