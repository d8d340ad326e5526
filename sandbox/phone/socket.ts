export interface SocketOptions {
  readonly url: string;
  readonly protocols?: string[];
}

/** `wx.connectSocket` over the browser's WebSocket. */
export const connectSocket = ({ url, protocols }: SocketOptions) => {
  const socket = new WebSocket(url, protocols);
  return {
    send: ({ data }: { data: string | ArrayBuffer }): void => socket.send(data),
    close: ({ code, reason }: { code?: number; reason?: string } = {}): void => socket.close(code, reason),
    onOpen: (listener: (result: object) => void): void => socket.addEventListener('open', () => listener({})),
    onMessage: (listener: (result: { data: unknown }) => void): void => socket.addEventListener('message', ({ data }) => listener({ data })),
    onClose: (listener: (result: { code: number; reason: string }) => void): void => socket.addEventListener('close', ({ code, reason }) => listener({ code, reason })),
    onError: (listener: (result: { errMsg: string }) => void): void => socket.addEventListener('error', () => listener({ errMsg: 'connectSocket:fail' })),
  };
};
