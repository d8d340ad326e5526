import { openFile } from '../../../server/stores/sqlite/database';
import { createExecutor } from '../../../server/stores/sqlite/executor';
import { migrate } from '../../../server/stores/sqlite/migrate';
import { reads, writes } from '../../../server/stores/sql/tables';
import { receipt, START, stored, terms } from '../records-contract/world';

/** One conversation with a decision, and the file it stands in. */
function begin() {
  const database = openFile(':memory:');
  migrate(database);
  const { run } = createExecutor(database);
  let count = 0;
  const id = (): string => `id-${(count += 1)}`;
  const inbound = () => ({
    identity: { provider: 'wechat', account: 'wx-app', subject: 'anna' }, newVisitor: id(), newConversation: id(), newMessage: id(), newDelivery: id(), key: id(), scope: 'account' as const, at: START, now: START,
  });
  run(writes['conversations.enter']({ ...inbound(), terms: terms() }));
  const { conversation } = stored(run(writes['conversations.receive']({ ...inbound(), body: { kind: 'text', text: 'one' }, channel: 'contact' })));
  run(writes['conversations.queued']({ conversation: conversation.id, version: conversation.version, now: START, waitUntil: START + 1, receipt: receipt({ outcome: 'queued' }) }));
  return { database, run, conversation };
}

test('of a tag nobody uses any more, nothing is kept: it may say who somebody was', () => {
  const { database, run, conversation } = begin();
  run(writes['workbench.tag']({ conversation: conversation.id, tags: ['Anna of Main Street', 'vip'] }));
  run(writes['workbench.tag']({ conversation: conversation.id, tags: ['Anna of Main Street'] }));
  expect(database.prepare('SELECT tag FROM tag_counts').all()).toHaveLength(1);
  run(writes['people.eraseVisitor'](conversation.visitor, START));
  expect(database.prepare('SELECT tag FROM tag_counts').all()).toEqual([]);
});

test('decisions a node of the version before kept without their outcome are told all the same', () => {
  const { database, run, conversation } = begin();
  database.exec('UPDATE receipts SET outcome = NULL, cause = NULL');
  expect(run(reads['figures.told']({ from: START, to: START + 1, limit: 10 }))[0]?.decisions).toMatchObject([{ outcome: '', cause: '' }]);
  expect(run(reads['visits.log'](conversation.visitor, { limit: 10 })).map(({ kind }) => kind)).toContain('waited');
});
