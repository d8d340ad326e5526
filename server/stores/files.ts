/** Files by content hash (sha-256, hex): the same bytes are kept once. */
export interface Files {
  /** The hash these bytes have, stored or not. */
  hashOf(bytes: Uint8Array): string;
  /** Stores and answers the hash; storing what is there already costs nothing. */
  put(bytes: Uint8Array, contentType: string): Promise<string>;
  get(hash: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>;
  remove(hash: string): Promise<void>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
