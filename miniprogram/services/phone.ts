/** What the services ask of WeChat. `wx` fits it, and so does a test's double. */
export interface Phone {
  request(options: {
    url: string;
    method: 'GET' | 'POST';
    header: Record<string, string>;
    data?: object;
    /** Milliseconds. */
    timeout: number;
    success(result: { statusCode: number; data: unknown; header: object }): void;
    fail(error: { errMsg: string }): void;
  }): { abort(): void };
  connectSocket(options: { url: string; fail(): void }): SocketTask;
  uploadFile(options: FileOptions & { filePath: string; name: string; success(result: { statusCode: number; data: string }): void }): { onProgressUpdate(listener: (result: { progress: number }) => void): void };
  downloadFile(options: FileOptions & { success(result: { statusCode: number; tempFilePath: string }): void }): unknown;
  login(options: { timeout: number; success(result: { code: string }): void; fail(): void }): unknown;
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: unknown): void;
  removeStorageSync(key: string): void;
  /** Missing where WeChat is too old for it, as are the next two. */
  createInnerAudioContext?(): { src: string; play(): void; stop(): void };
  vibrateShort?(options: { type: 'light' | 'medium' | 'heavy'; fail(): void }): unknown;
  vibrateLong?(options: object): unknown;
}

interface FileOptions {
  url: string;
  header: Record<string, string>;
  fail(error: { errMsg: string }): void;
}

export interface SocketTask {
  send(options: { data: string }): void;
  close(options: object): void;
  onOpen(listener: () => void): void;
  onMessage(listener: (result: { data: string | ArrayBuffer }) => void): void;
  onClose(listener: (result: { code: number }) => void): void;
  onError(listener: () => void): void;
}
