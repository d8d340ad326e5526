import { writeSync } from 'node:fs';
import { openSqliteRecords } from '../../../server/stores/sqlite/open';
import { terms } from '../records-contract/world';

/** Run as a process of its own: stores one visitor's messages without end and prints each key when it is acknowledged. */
const run = async (dataDir: string, round: string): Promise<void> => {
  const records = await openSqliteRecords({ dataDir });
  let count = 0;
  const one = async (): Promise<void> => {
    for (;;) {
      const key = `${round}-${(count += 1)}`;
      await records.conversations.receive({
        key, identity: { provider: 'wechat', account: 'wx-app', subject: `visitor-${count % 7}` }, newVisitor: `v-${key}`, newConversation: `c-${key}`,
        newMessage: `m-${key}`, newDelivery: `d-${key}`, body: { kind: 'text', text: key }, terms: terms(), scope: 'account', channel: 'contact',
        at: 1, now: 1, announce: { webhooks: ['hook'] },
      });
      writeSync(1, `${key}\n`);
    }
  };
  await Promise.all(Array.from({ length: 20 }, one));
};

const [dataDir, round] = process.argv.slice(2);
if (dataDir !== undefined && round !== undefined) void run(dataDir, round);
