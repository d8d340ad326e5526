import { homePage } from './page-paths';

/** Opens a page on top. WeChat stacks at most ten; then it takes the place of the one on top. */
export const goTo = (url: string): void => {
  wx.navigateTo({ url, fail: () => replaceBy(url) });
};

/** Opens a page in place of this one. */
export const replaceBy = (url: string): void => void wx.redirectTo({ url });

/** A merchant's program may have left our first page out: then back to his own. */
export const goHome = (): void => {
  wx.reLaunch({ url: homePage, fail: () => void wx.navigateBack() });
};

/** Back to where the visitor came from; the first page when he came from outside, such as a card or a code. */
export const goBack = (): void => {
  if (getCurrentPages().length > 1) void wx.navigateBack();
  else goHome();
};

export const setTitle = (title: string): void => void wx.setNavigationBarTitle({ title });
