import type { TalkParts } from '../../shared/talk/parts';

/** A socket to `path` of a server. A policy of the page that forbids it looks like one that was closed. */
export const createDial = (server: string, path: string, Socket: typeof WebSocket): TalkParts['dial'] => (listener) => {
  const socket = new Socket(`${server.replace(/^http/, 'ws')}${path}`);
  socket.addEventListener('open', () => listener.opened());
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') listener.heard(data);
  });
  socket.addEventListener('close', ({ code }) => listener.closed(code));
  return {
    send(text) {
      if (socket.readyState === Socket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};
