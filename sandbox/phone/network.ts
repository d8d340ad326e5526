type Listener = (network: { isConnected: boolean; networkType: string }) => void;

/** `wx.onNetworkStatusChange` over what the browser knows of its network. */
export const createNetwork = () => {
  const listeners = new Map<Listener, () => void>();
  return {
    onNetworkStatusChange(listener: Listener): void {
      const tell = (): void => listener({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' });
      listeners.set(listener, tell);
      for (const type of ['online', 'offline']) addEventListener(type, tell);
    },
    offNetworkStatusChange(listener: Listener): void {
      const tell = listeners.get(listener);
      if (tell) for (const type of ['online', 'offline']) removeEventListener(type, tell);
      listeners.delete(listener);
    },
  };
};
