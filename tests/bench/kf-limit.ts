import { answerOrders } from './asked-child';
import type { KfLimitOrder } from './kf-limit-order';
import type { LimitResult } from './limit-order';
import { openLimitStore, runLimit, type LimitRow, type LimitStore } from './limit-store';

/**
 * The least that keeping what was told can cost: each item read and inserted in groups into one table with one unique key,
 * each group durable before it counts. No loop, no HTTP and no desk.
 */
let store: Promise<LimitStore> | undefined;
let made = 0;

answerOrders(async ({ path, databaseUrl, count, customers, group }: KfLimitOrder): Promise<LimitResult> => {
  store ??= openLimitStore({ path, ...(databaseUrl !== undefined && { databaseUrl }) });
  return runLimit(await store, Array.from({ length: count }, () => raw(made++, customers)), group, read);
});

/** As WeCom tells a text. */
function raw(number: number, customers: number): string {
  return JSON.stringify({
    msgid: `limit-item-${number}`.padEnd(32, '0'), open_kfid: 'wkSandboxDefaultAccount000000001', external_userid: `customer-${number % customers}`.padEnd(32, '0'),
    send_time: Math.floor(Date.now() / 1000), origin: 3, msgtype: 'text', text: { content: `批量 ${number}` },
  });
}

function read(item: string): LimitRow {
  const parsed: unknown = JSON.parse(item);
  if (typeof parsed !== 'object' || parsed === null || !('msgid' in parsed) || !('external_userid' in parsed) || !('text' in parsed)) throw new Error('no item');
  return { key: String(parsed.msgid), who: String(parsed.external_userid), text: JSON.stringify(parsed.text) };
}
