/**
 * What became of something asked of a platform; a value, only bugs are thrown. `why` is `code` or `code:detail`, see why-words.
 * `sentParts` have surely gone, those of earlier attempts counted in.
 */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'later'; afterMs: number; why: string; sentParts?: number }
  | { kind: 'refused'; why: string }
  /** The visitor's allowance is spent or over: waits for his next word. */
  | { kind: 'held'; why: string; sentParts?: number }
  /** It may have arrived; never sent again by itself. */
  | { kind: 'unknown'; why: string; sentParts?: number };
