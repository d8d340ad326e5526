import type { CannedReply } from '../../../shared/http/canned-replies';
import type { AuditRow } from './config';

/** An agent's own ones, or those that are shared: who may change the ones may not change the others. */
export type CannedOwner = { agent: string } | 'shared';

/** Words agents need not write anew each time. In lists by category, then by title. */
export interface CannedRecords {
  /** What an agent may use: everybody's, those of his groups, his own. */
  seenBy(agent: string, groups: string[]): Promise<CannedReply[]>;
  shared(): Promise<CannedReply[]>;
  /** New, or changed when it is of the same owner. `most`: so many of one owner. Changed or not, the same again is `saved`. */
  save(reply: CannedReply, most: number, audit?: AuditRow): Promise<'saved' | 'too-many' | 'not-owner'>;
  /** Shared ones, all or none; `not-shared`: this one is an agent's own. */
  saveAll(replies: readonly CannedReply[], most: number, audit?: AuditRow): Promise<{ kind: 'saved'; added: number } | { kind: 'too-many' } | { kind: 'not-shared'; id: string }>;
  /** False when it is not there, or another's. */
  drop(id: string, owner: CannedOwner, audit?: AuditRow): Promise<boolean>;
}
