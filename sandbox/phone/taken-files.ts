import { make } from './dom';

interface Told<Result> {
  success?(result: Result): void;
  fail?(error: { errMsg: string }): void;
}

/** Where a phone keeps files for a while: paths the program hands about, and what lies there. */
export interface TakenFiles {
  keep(file: Blob): string;
  find(path: string): Blob | undefined;
}

export const createTakenFiles = (): TakenFiles => {
  const kept = new Map<string, Blob>();
  return {
    keep(file) {
      const path = URL.createObjectURL(file);
      kept.set(path, file);
      return path;
    },
    find: (path) => kept.get(path),
  };
};

const choose = (accept: string, multiple: boolean, chosen: (files: readonly File[]) => void): void => {
  const box = make('input', { type: 'file', accept, multiple, hidden: true });
  const done = (): void => {
    box.remove();
    chosen([...(box.files ?? [])]);
  };
  box.addEventListener('change', done);
  box.addEventListener('cancel', done);
  document.body.append(box);
  box.click();
};

/** `wx.chooseMedia` and `wx.chooseMessageFile` over the browser's own choosing of files. */
export const createPicking = (taken: TakenFiles) => ({
  chooseMedia({ count = 9, success, fail }: Told<{ tempFiles: { tempFilePath: string; size: number; fileType: string }[] }> & { readonly count?: number }) {
    choose('image/*', count > 1, (files) => {
      if (files.length === 0) fail?.({ errMsg: 'chooseMedia:fail cancel' });
      else success?.({ tempFiles: files.slice(0, count).map((file) => ({ tempFilePath: taken.keep(file), size: file.size, fileType: 'image' })) });
    });
  },
  chooseMessageFile({ count, success, fail }: Told<{ tempFiles: { path: string; name: string; size: number }[] }> & { readonly count: number }) {
    choose('', count > 1, (files) => {
      if (files.length === 0) fail?.({ errMsg: 'chooseMessageFile:fail cancel' });
      else success?.({ tempFiles: files.slice(0, count).map((file) => ({ path: taken.keep(file), name: file.name, size: file.size })) });
    });
  },
});
