import type { All, ReadName, WriteName } from './operations';

/** A driver: runs operations by name. */
export interface Runner {
  /** Answers when it is durable, each caller with his own answer; rejects when nothing of it was stored. */
  write<N extends WriteName>(name: N, ...args: All[N]['args']): Promise<All[N]['result']>;
  /** Outside a transaction; sees what is committed. */
  read<N extends ReadName>(name: N, ...args: All[N]['args']): Promise<All[N]['result']>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
