import { changedReceiving, listedReceiving } from '../../server/wechat/kf-statuses';

/** WeCom numbers the same thing from 0 in the list and from 1 in the event. */
it.each<[object, string, string]>([
  [{ status: 0 }, 'receiving', 'unknown'],
  [{ status: 0, stop_type: 1 }, 'receiving', 'unknown'],
  [{ status: 1 }, 'stopped', 'receiving'],
  [{ status: 1, stop_type: 0 }, 'stopped', 'receiving'],
  [{ status: 1, stop_type: 1 }, 'suspended', 'receiving'],
  [{ status: 1, stop_type: 5 }, 'unknown', 'receiving'],
  [{ status: 2 }, 'unknown', 'stopped'],
  [{ status: 2, stop_type: 0 }, 'unknown', 'stopped'],
  [{ status: 2, stop_type: 1 }, 'unknown', 'suspended'],
  [{ status: 2, stop_type: '' }, 'unknown', 'unknown'],
  [{ status: '0' }, 'receiving', 'unknown'],
  [{ status: '' }, 'unknown', 'unknown'],
  [{ status: null }, 'unknown', 'unknown'],
  [{ status: false }, 'unknown', 'unknown'],
  [{ status: 0.5 }, 'unknown', 'unknown'],
  [{ stop_type: 0 }, 'unknown', 'unknown'],
  [{}, 'unknown', 'unknown'],
])('%j is %s in the list and %s in the event', (record, listed, changed) => {
  expect([listedReceiving({ ...record }), changedReceiving({ ...record })]).toEqual([listed, changed]);
});
