import { type Database, openFile } from '../../../server/stores/sqlite/database';
import { createExecutor } from '../../../server/stores/sqlite/executor';
import { migrate } from '../../../server/stores/sqlite/migrate';
import { reads, writes } from '../../../server/stores/sql/tables';
import type { Inbound } from '../../../server/stores/records/arrivals';
import type { TakenDelivery } from '../../../server/stores/records/delivery';
import { receipt, START, stored, terms, claimed } from '../records-contract/world';

type Params = (string | number | null)[];

/** Hands every statement on and remembers the texts with how they are carried out. */
const watched = (database: Database, plans: Map<string, string>): Database => ({
  exec: (sql) => database.exec(sql),
  close: () => database.close(),
  prepare(sql) {
    const prepared = database.prepare(sql);
    const plan = (params: Params): void => {
      if (plans.has(sql)) return;
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
      plans.set(sql, steps.map((step) => (typeof step === 'object' && step !== null && 'detail' in step ? String(step.detail) : '')).join(' | '));
    };
    return {
      all: (...params) => (plan(params), prepared.all(...params)),
      run: (...params) => (plan(params), prepared.run(...params)),
    };
  },
});

it('reads no table from end to end for what happens with every message', () => {
  const database = openFile(':memory:');
  migrate(database);
  const plans = new Map<string, string>();
  const { run } = createExecutor(watched(database, plans));
  let count = 0;
  const id = (): string => `id-${(count += 1)}`;
  const base = (): Pick<Inbound, 'identity' | 'newVisitor' | 'newConversation' | 'newMessage' | 'newDelivery' | 'key' | 'scope' | 'at' | 'now'> => ({
    identity: { provider: 'wechat', account: 'wx-app', subject: 'anna' }, newVisitor: id(), newConversation: id(), newMessage: id(), newDelivery: id(),
    key: id(), scope: 'account', at: START, now: START,
  });
  const send = (): TakenDelivery[] => {
    const { taken } = run(writes['outbox.take']({ now: START, limit: 10, leaseMs: 1, node: 'one', perMinute: 30 }));
    run(writes['outbox.settle'](taken.map((d) => ({ id: d.id, attempts: d.attempts, merged: d.merged.map((one) => one.id), settlement: { state: 'sent' }, at: START }))));
    return taken;
  };
  const say = (text: string): ReturnType<typeof stored> =>
    stored(run(writes['conversations.receive']({ ...base(), body: { kind: 'text', text }, channel: 'contact', allowance: { count: 2, seconds: 60 }, announce: { webhooks: ['hook'] } })));

  run(writes['conversations.enter']({ ...base(), terms: terms() }));
  const { conversation } = say('one');
  const mine = claimed(run(writes['conversations.claim']({
    conversation: conversation.id, version: conversation.version, agent: 'li', group: 'team', limit: 5, ringSeconds: 60, now: START, cause: 'x', receipt: receipt(), tell: true, newDelivery: id(),
  })));
  say('two');
  for (let i = 0; i < 3; i += 1) {
    run(writes['conversations.reply']({
      key: id(), conversation: mine.id, agent: 'li', from: 'agent', newMessage: id(), body: { kind: 'text', text: 'hi' }, now: START, needsAllowance: 0, lookAt: START,
      deliveries: [{ id: id(), target: { to: 'visitor', seq: 0 } }],
    }));
  }
  while (send().length > 0);
  expect(run(reads['outbox.list']({ states: ['held'], limit: 10 }))).toHaveLength(1);
  say('three');
  run(writes['visits.here']([mine.visitor], START, START));
  run(writes['people.grantPermit']({ key: 'push', visitor: mine.visitor, account: mine.account, template: 't', count: 1, now: START }));
  expect(run(reads['visits.due'](START, 10))).toHaveLength(1);
  expect(run(writes['visits.callBack']({ conversation: mine.id, now: START, afterMs: 0, awayMs: 0, againMs: 0, template: 't', newDelivery: id() }))).toBe('called');
  run(writes['visits.here']([mine.visitor], START, START + 1));
  run(writes['visits.left']([mine.visitor], { now: START, saidUntil: START + 1, lookAt: START }));
  run(writes['visits.read']([{ conversation: mine.id, seq: 1 }]));
  run(reads['visits.unread'](mine.id));
  run(reads['visits.own'](mine.visitor, 50));
  run(reads['visits.reach'](mine.visitor, mine.account, 't'));
  run(writes['surveys.rate']({ conversation: mine.id, visitor: mine.visitor, stars: 5, now: START }));
  run(reads['surveys.of'](mine.id));
  run(reads['people.allowance'](mine.visitor, mine.account));
  run(reads['conversations.since'](mine.id, 0, 50));
  run(reads['conversations.ofAgent']('li'));
  run(reads['canned.seenBy']('li', ['team']));
  run(reads['workbench.lines']([mine.id]));
  run(reads['workbench.linesOf'](['li', 'wang']));
  run(reads['workbench.transfers'](['li', 'wang']));
  expect(run(writes['workbench.tag']({ conversation: mine.id, agent: 'li', tags: ['vip', 'x'] }))).toMatchObject({ kind: 'tagged' });
  run(reads['workbench.mostUsedTags'](10));
  run(reads['conversations.list']({ tag: 'vip', limit: 10 }));
  for (const who of ['all', { agent: 'li', colleagues: ['wang', 'zhao'] }] as const) {
    expect(run(reads['workbench.search']({ words: 'two', who, limit: 10, before: { openedAt: START, id: mine.id, seq: 5 } })).hits).toHaveLength(1);
    expect(run(reads['workbench.search']({ words: 'hi', who, limit: 10 })).hits).toHaveLength(3);
  }
  run(writes['workbench.read']([{ conversation: mine.id, agent: 'li', seq: 1 }]));
  run(reads['conversations.lastAgent'](mine.visitor));
  run(reads['figures.period']({ from: START, to: START + 1, until: START + 1 }));
  run(reads['figures.told']({ from: START, to: START + 1, limit: 10 }));
  run(reads['figures.headCount'](START, START));
  run(writes['figures.keepHeadCount']({ at: START, agents: 1, visitors: 1, forget: START }));
  run(reads['conversations.overdue'](START, 1000, 10));
  run(reads['conversations.served']('vip', 10));
  run(reads['conversations.list']({ agent: 'li', limit: 10 }));
  run(reads['conversations.list']({ entry: 'vip', limit: 10 }));
  run(reads['outbox.list']({ states: ['failed', 'unknown'], limit: 10 }));
  run(reads['agents.leastLoaded'](['online'], 50));
  run(writes['conversations.takeMissingMedia']({ now: START, settledBefore: START, firstWaitMs: 1, mostWaitMs: 1, limit: 10 }));
  const upload = { owner: { visitor: mine.visitor }, kind: 'image' as const, file: 'hash', fileName: 'a.png', contentType: 'image/png', bytes: 9, at: START };
  for (const name of ['said', 'unsaid']) expect(run(writes['files.keepUpload']({ ...upload, name }, { unsaid: 5, ownerBytes: 100, network: { name: 'net', bytes: 100 } }))).toBe('kept');
  stored(run(writes['conversations.receive']({ ...base(), body: { kind: 'image' }, upload: 'said', channel: 'contact' })));
  expect(run(writes['files.expireUploads'](START + 1, 10))).toBe(1);
  expect(run(writes['conversations.keepFile'](mine.id, 1, 'hash'))).toBe(false);
  run(writes['conversations.finish']({ conversation: mine.id, now: START, reason: 'done', newDelivery: id() }));
  run(writes['people.expire'](START + 1, 10));
  expect(run(writes['files.takeRemovals']({ now: START, leaseMs: 1, limit: 10 }))).toEqual(['hash']);
  run(writes['files.removed'](['hash']));
  run(writes['people.setFacts'](mine.visitor, { name: 'Anna', orderNo: '7' }, START));
  expect(run(reads['people.visitors']({ search: 'an', limit: 10 }))).toHaveLength(1);

  const scans = [...plans].filter(([, plan]) => /SCAN (?!found|CONSTANT ROW)/.test(plan)).map(([sql, plan]) => `${sql.replace(/\s+/g, ' ')} => ${plan}`);
  expect(scans).toEqual([]);
  expect(plans.size).toBeGreaterThan(30);
});
