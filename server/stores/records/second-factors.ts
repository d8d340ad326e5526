import type { AuditRow } from './config';

/** The secret that makes somebody's codes. Without `confirmedAt` he has not shown yet that his phone has it, and it counts for nothing. */
export interface SecondFactor {
  secret: string;
  begunAt: number;
  confirmedAt?: number;
  /** Recovery codes he has not used. */
  recoveryLeft: number;
}

/** Writes that name an `audit` keep it in the same transaction, and only if something was done. */
export interface SecondFactorRecords {
  of(staff: string): Promise<SecondFactor | undefined>;
  /** Of everybody who has a confirmed one. */
  holders(): Promise<string[]>;
  /** A new secret, instead of one that was never confirmed; false when one is. */
  begin(request: { staff: string; secret: string; now: number }): Promise<boolean>;
  /** From now on it counts. False when this secret is not the one that waits. The code of `step` is used up; `recovery` are hashes. */
  confirm(request: { staff: string; secret: string; step: number; recovery: string[]; now: number; audit: AuditRow }): Promise<boolean>;
  /** True for one caller per step, and never for a step before the last one. */
  spend(staff: string, step: number): Promise<boolean>;
  /** True for one caller per code. */
  spendRecovery(staff: string, hash: string, audit: AuditRow): Promise<boolean>;
  /** False when there was none. */
  remove(staff: string, audit: AuditRow): Promise<boolean>;
}
