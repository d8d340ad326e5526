import type { Entry } from '../../shared/config/entry';

/** Where presence is per account of a platform: who receives on this one. Absent: our own devices and the duty count. */
export interface Road {
  account: string;
}

export const roadOf = ({ channel, account }: { channel: string; account: string }): Road | undefined => (channel === 'kf' ? { account } : undefined);

export const roadOfEntry = (entry: Entry): Road | undefined =>
  entry.channel === 'kf' ? { account: entry.kfAccount ?? '' } : undefined;

const PREFIX = 'kf:';

/** The lease that says somebody receives on this account. */
export const receiverDevice = (account: string): string => `${PREFIX}${account}`;
export const isReceiverDevice = (device: string): boolean => device.startsWith(PREFIX);
