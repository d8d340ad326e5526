/** Shows a picture over the whole screen, among those it was said with. */
export const showPicture = (current: string, urls: readonly string[]): void => void wx.previewImage({ current, urls: [...urls] });

type DocumentKind = 'doc' | 'docx' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'pdf';
const kinds: readonly DocumentKind[] = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

/** Opens a fetched file in WeChat's own reader, which knows office documents and PDF only. */
export const openFile = (filePath: string, name: string, failed: () => void): void => {
  const ending = name.split('.').pop()?.toLowerCase();
  const fileType = kinds.find((kind) => kind === ending);
  wx.openDocument({ filePath, showMenu: true, ...(fileType !== undefined && { fileType }), fail: failed });
};
