import { integerOf, type JsonRecord } from './answer';

/** `suspended` (暂时挂起): no new customers, the present ones go on. `unknown`: the platform did not say, or said what nobody knows. */
export type KfReceiving = 'receiving' | 'suspended' | 'stopped' | 'unknown';

/** WeCom, servicer/list: 0 receiving, 1 stopped. It says nothing without management privilege over the account, so a missing number is no 0. */
export function listedReceiving(servicer: JsonRecord): KfReceiving {
  const status = integerOf(servicer, 'status');
  if (status === 0) return 'receiving';
  return status === 1 ? stopped(servicer) : 'unknown';
}

/** WeCom, event servicer_status_change: 1 receiving, 2 stopped. The numbers are not those of the list. */
export function changedReceiving(event: JsonRecord): KfReceiving {
  const status = integerOf(event, 'status');
  if (status === 1) return 'receiving';
  return status === 2 ? stopped(event) : 'unknown';
}

/** WeCom, both: stop_type 0 stopped, 1 suspended; older answers have none. */
function stopped(record: JsonRecord): KfReceiving {
  if (record.stop_type === undefined) return 'stopped';
  const type = integerOf(record, 'stop_type');
  if (type === 0) return 'stopped';
  return type === 1 ? 'suspended' : 'unknown';
}
