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
  login(options: { timeout: number; success(result: { code: string }): void; fail(): void }): unknown;
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: unknown): void;
  removeStorageSync(key: string): void;
  /** Missing where WeChat is too old for it, as are the next two. */
  createInnerAudioContext?(): { src: string; play(): void; stop(): void };
  vibrateShort?(options: { type: 'light' | 'medium' | 'heavy'; fail(): void }): unknown;
  vibrateLong?(options: object): unknown;
}

/** Time from outside; milliseconds throughout. */
export interface Timers {
  now(): number;
  /** Calls `act` once after `ms`; the returned function calls it off. */
  after(ms: number, act: () => void): () => void;
}
