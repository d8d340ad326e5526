import type { Fetch } from './platform';
import type { TakenFiles } from './taken-files';

interface Transfer<Result> {
  readonly url: string;
  readonly header?: Record<string, string>;
  success?(result: Result): void;
  fail?(error: { errMsg: string }): void;
}

type Upload = Transfer<{ statusCode: number; data: string }> & { readonly filePath: string; readonly name: string };

/** `wx.uploadFile` and `wx.downloadFile` over fetch. */
export const createTransfers = (fetch: Fetch, taken: TakenFiles) => ({
  uploadFile({ url, header = {}, filePath, name, success, fail }: Upload) {
    let tell: ((progress: { progress: number }) => void) | undefined;
    const file = taken.find(filePath);
    const form = new FormData();
    if (file !== undefined) form.append(name, file);
    const sent = file === undefined ? Promise.reject(new Error('no file')) : fetch(url, { method: 'POST', headers: header, body: form, credentials: 'omit' });
    void sent.then(async (response) => ({ statusCode: response.status, data: await response.text() })).then((result) => {
      tell?.({ progress: 100 });
      success?.(result);
    }, () => fail?.({ errMsg: file === undefined ? 'uploadFile:fail file not found' : 'uploadFile:fail ' }));
    return {
      abort: () => undefined,
      onProgressUpdate(listener: (progress: { progress: number }) => void): void {
        tell = listener;
      },
    };
  },
  downloadFile({ url, header = {}, success, fail }: Transfer<{ statusCode: number; tempFilePath: string }>) {
    void fetch(url, { headers: header, credentials: 'omit' })
      .then(async (response) => ({ statusCode: response.status, tempFilePath: taken.keep(await response.blob()) }))
      .then((result) => success?.(result), () => fail?.({ errMsg: 'downloadFile:fail ' }));
  },
});
