/** What outlives the program where the visitor is: on his phone, or in his browser. */
export interface Storage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}
