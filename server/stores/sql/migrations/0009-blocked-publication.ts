/** Why a planned publication was not published when its time came. */
export const blockedPublication: readonly string[] = ['ALTER TABLE configs ADD COLUMN faults TEXT'];
