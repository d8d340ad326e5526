/** Calls `back` whenever the phone has a network again, until the returned function is called. Base library 1.1.0 or newer. */
export const whenBackOnline = (back: () => void): (() => void) => {
  if (typeof wx.onNetworkStatusChange !== 'function') return () => undefined;
  const changed = (network: object): void => {
    if ('isConnected' in network && network.isConnected === true) back();
  };
  wx.onNetworkStatusChange(changed);
  // Without it the next start would hear twice; both are harmless.
  return () => wx.offNetworkStatusChange?.(changed);
};
