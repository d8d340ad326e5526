/** For who builds the page; a visitor sees nothing of it. */
export const complain = (words: string): void => {
  // eslint-disable-next-line no-console
  console.error(`[Zhida] ${words}`);
};
