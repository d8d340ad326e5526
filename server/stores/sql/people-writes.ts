import type { Identity } from '../../../shared/identity';
import type { VisitorFacts } from '../../../shared/visitor-facts';
import type { PeopleRecords, Visitor } from '../records/people';
import { auditRun, signed } from './audit-store';
import { eraseVisitor, expire } from './erase';
import { lockLanes, noticeLane, visitorLane } from './lanes';
import type { Table, WritesOf } from './operations';
import { noticeAfterGrant, spendPermit } from './outbox-notice';
import { heardAgain } from './readings';
import { keyUsed, saveApiKey, dropApiKey, dropWebhook, saveSiteSecrets, saveWebhook } from './site-store';
import { endSession, endSessions, openSession } from './session-store';
import { saveStaff } from './staff-store';
import { change, type Operation } from './statement';
import { visitorById } from './visitor-reads';
import { findOrMakeVisitor } from './visitor-store';
import { keepWords } from './visitor-words';

function* visitor(identity: Identity, id: string, now: number): Operation<Visitor> {
  const found = yield* findOrMakeVisitor(identity, id, now);
  yield change('UPDATE visitors SET seen_at = ? WHERE id = ? AND seen_at < ?', now, found, now);
  const known = yield* visitorById(found);
  if (known === undefined) throw new Error('an identity names a visitor who does not exist');
  return known;
}

function* setFacts(id: string, facts: VisitorFacts): Operation<boolean> {
  const { count } = yield change('UPDATE visitors SET facts = ? WHERE id = ?', JSON.stringify(facts), id);
  if (count > 0) yield* keepWords(id, facts);
  return count > 0;
}

const GRANTED = 'INSERT INTO permit_grants (once_key, visitor, at) VALUES (?, ?, ?) ON CONFLICT (once_key) DO NOTHING';

function* grantPermit(grant: Parameters<PeopleRecords['grantPermit']>[0]): Operation<boolean> {
  const { key, visitor: id, account, template, count, now, notice } = grant;
  // The key before any row is locked: two nodes with the same push wait for nothing else.
  const first = yield change(GRANTED, `${id}|${key}|${template}`, id, now);
  if (first.count === 0) return false;
  if (notice !== undefined) yield* heardAgain(id, account, now);
  // Before the permit: whoever holds words back, or settles what calls him, locks them in this order.
  const lane = visitorLane(id, account);
  if (notice !== undefined) yield* lockLanes([lane, noticeLane(lane)]);
  yield change(
    `INSERT INTO permits (visitor, account, template, count) VALUES (?, ?, ?, ?)
     ON CONFLICT (visitor, account, template) DO UPDATE SET count = permits.count + excluded.count`, id, account, template, count,
  );
  if (notice !== undefined) yield* noticeAfterGrant({ visitor: id, account, template, id: notice.id, dueAt: now + notice.afterMs, now });
  return true;
}

function* clearPermits(id: string, account: string, template: string): Operation<void> {
  yield change('DELETE FROM permits WHERE visitor = ? AND account = ? AND template = ?', id, account, template);
}

type FollowUp = Parameters<PeopleRecords['followUp']>[0];

function* followUp({ conversation, done, by, note, now }: FollowUp): Operation<boolean> {
  const { count } = yield change(
    'UPDATE left_messages SET follow_up = ?, done_by = ?, note = ?, done_at = ? WHERE conversation = ?',
    done ? 'done' : 'open', done ? by : null, note ?? null, done ? now : null, conversation,
  );
  return count > 0;
}

function* setContact(conversation: string, contact: string): Operation<boolean> {
  return (yield change('UPDATE left_messages SET contact = ? WHERE conversation = ?', contact, conversation)).count > 0;
}

const always = (): boolean => true;

export const peopleWrites: Table<WritesOf<'people'>> = {
  'people.visitor': visitor,
  *'people.setFacts'(id, facts, _now, row) {
    yield* signed(setFacts(id, facts), row);
  },
  'people.eraseVisitor': (id, now, row) => signed(eraseVisitor(id, now), row, (erased) => erased !== undefined),
  *'people.expire'(before, limit, run) {
    const expired = yield* expire(before, limit);
    const { messages, files } = expired;
    if (run && messages > 0) {
      yield* auditRun({ ...run.row, detail: JSON.stringify({ before, messages: run.messages + messages, files: run.files + files.length }) });
    }
    return expired;
  },
  'people.saveStaff': (staff, row) => signed(saveStaff(staff), row, ({ kind }) => kind === 'saved'),
  'people.openSession': openSession,
  'people.endSession': endSession,
  'people.endSessions': endSessions,
  'people.saveSiteSecrets': (secrets, row) => signed(saveSiteSecrets(secrets), row, always),
  'people.saveApiKey': (key, row) => signed(saveApiKey(key), row, always),
  'people.keyUsed': keyUsed,
  'people.dropApiKey': (id, row) => signed(dropApiKey(id), row),
  'people.saveWebhook': (webhook, row) => signed(saveWebhook(webhook), row, always),
  'people.dropWebhook': (id, row) => signed(dropWebhook(id), row),
  'people.grantPermit': grantPermit,
  'people.spendPermit': spendPermit,
  'people.clearPermits': clearPermits,
  'people.followUp': (request) => signed(followUp(request), request.audit),
  'people.setContact': setContact,
};
