/** Why 微信客服 did not open. A visitor who changed his mind is no failure. */
export type KfFailure = { readonly kind: 'too-old' } | { readonly kind: 'refused'; readonly code: string };

/**
 * Opens 微信客服. WeChat allows it only inside the tap, so nothing may be awaited before this call.
 * WeChat: `fail not bind`, errCode 6 = the mini-program is not bound to this corp id; base library 2.19.0 or newer.
 */
export const openKf = ({ url, corpId }: { readonly url: string; readonly corpId: string }, failed: (failure: KfFailure) => void): void => {
  if (typeof wx.openCustomerServiceChat !== 'function') return failed({ kind: 'too-old' });
  wx.openCustomerServiceChat({
    extInfo: { url },
    corpId,
    fail(error) {
      if (/cancel/i.test(error.errMsg)) return;
      const code = 'errCode' in error ? String(error.errCode) : error.errMsg.replace(/^openCustomerServiceChat:fail\s*/, '');
      failed({ kind: 'refused', code });
    },
  });
};
