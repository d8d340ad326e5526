/** A visitor who changed his mind is no failure. WeChat asks him for leave itself; the program declares in its privacy guide what it takes. */
const unlessCancelled = (failed: () => void) => ({ errMsg }: { errMsg: string }): void => {
  if (!/cancel/i.test(errMsg)) failed();
};

/** Lets the visitor choose or take pictures, nine at most. Answers where they lie. Base library 2.10.0 or newer. */
export const pickPictures = (from: 'album' | 'camera', picked: (paths: readonly string[]) => void, failed: () => void): void => {
  if (typeof wx.chooseMedia !== 'function') return failed();
  wx.chooseMedia({
    count: 9, mediaType: ['image'], sourceType: [from], sizeType: ['compressed'],
    success: ({ tempFiles }) => picked(tempFiles.map(({ tempFilePath }) => tempFilePath)),
    fail: unlessCancelled(failed),
  });
};

/** Lets the visitor choose a file out of one of his chats: WeChat shows no others. Base library 2.5.0 or newer. */
export const pickFile = (picked: (file: { path: string; name: string }) => void, failed: () => void): void => {
  if (typeof wx.chooseMessageFile !== 'function') return failed();
  wx.chooseMessageFile({
    count: 1, type: 'file',
    success: ({ tempFiles }) => tempFiles.forEach(({ path, name }) => picked({ path, name })),
    fail: unlessCancelled(failed),
  });
};
