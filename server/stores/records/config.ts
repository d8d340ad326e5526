import type { DeskConfig } from '../../../shared/config/desk-config';

export interface ConfigVersion {
  version: number;
  state: 'draft' | 'published' | 'previous' | 'old' | 'scheduled' | 'blocked';
  config: DeskConfig;
  /** Grows with every save of the draft; a save names the one it saw. */
  revision: number;
  by: string;
  at: number;
  note?: string;
  publishAt?: number;
  /** Blocked: what was wrong with it when its time came. */
  faults?: Fault[];
}

export interface Fault {
  code: string;
  path: string;
  words: { zh: string; en: string };
}

export interface AuditRow {
  id: string;
  at: number;
  by: string;
  role: string;
  action: string;
  /** What it was done to, e.g. `entry:vip`. */
  object: string;
  /** Before and after as JSON, without secrets. */
  detail?: string;
  ip?: string;
}

export interface ConfigRecords {
  published(): Promise<ConfigVersion | undefined>;
  /** Number of the published version: cheap, to notice another node's publication. */
  publishedVersion(): Promise<number>;
  draft(): Promise<ConfigVersion | undefined>;
  /** Saves the draft if its revision still is `revision`; otherwise answers the one in the way. Audited in the same transaction. */
  saveDraft(request: { config: DeskConfig; revision: number; by: string; now: number; audit: AuditRow }): Promise<{ kind: 'saved'; draft: ConfigVersion } | { kind: 'conflict'; draft: ConfigVersion | undefined }>;
  /** The draft of this revision becomes published, the published previous. `at` in the future: scheduled. */
  publish(request: { revision: number; by: string; now: number; note?: string; publishAt?: number; audit: AuditRow }): Promise<{ kind: 'published' | 'scheduled'; version: ConfigVersion } | { kind: 'conflict' } | { kind: 'nothing' }>;
  /** Gives up what was scheduled; undefined when nothing was. */
  unschedule(request: { audit: AuditRow }): Promise<ConfigVersion | undefined>;
  /** The previous version is published again (and the published becomes previous). */
  rollBack(request: { by: string; now: number; audit: AuditRow }): Promise<{ kind: 'published'; version: ConfigVersion } | { kind: 'nothing' }>;
  /** What was scheduled for a time now past. */
  scheduledDue(now: number): Promise<ConfigVersion | undefined>;
  /** Publishes that version if it still is due; at most one node does it. */
  publishScheduled(request: { version: number; now: number; audit: AuditRow }): Promise<ConfigVersion | undefined>;
  /** Keeps that version from being published if it still is scheduled; at most one node does it. */
  blockScheduled(request: { version: number; faults: Fault[]; audit: AuditRow }): Promise<ConfigVersion | undefined>;
  versions(limit: number): Promise<Omit<ConfigVersion, 'config'>[]>;
  version(version: number): Promise<ConfigVersion | undefined>;
  audit(row: AuditRow): Promise<void>;
  audits(filter: { from?: number; to?: number; by?: string; object?: string; before?: string; limit: number }): Promise<AuditRow[]>;
}
