import type { Upload, UploadLimits } from '../../../server/stores/records/files';
import type { MessageBody } from '../../../shared/message';
import { inWorld, kinds, START, stored, terms, type NewStore, type World } from './world';

const LIMITS: UploadLimits = { unsaid: 50, ownerBytes: 1e9 };
const chat = terms({ channel: 'chat' });

/** Somebody known, with ways to send up and to say. */
async function guest(w: World, who = 'anna') {
  const entered = await w.enter(who, { terms: chat, scope: 'entry' });
  const { visitor } = entered.conversation;
  const upload = (over: Partial<Upload> = {}): Upload => ({
    name: w.id('upload'), owner: { visitor }, kind: 'image', file: 'hash', fileName: 'a.png', contentType: 'image/png', bytes: 9, at: w.now, ...over,
  });
  return {
    ...entered, upload,
    sendUp: async (over: Partial<Upload> = {}, records = w.records): Promise<string> => {
      const one = upload(over);
      expect(await records.files.keepUpload(one, LIMITS)).toBe('kept');
      return one.name;
    },
    saying: (name: string, body: MessageBody = { kind: 'image' }, key = w.id('key')) =>
      w.inbound(who, '', { body, upload: name, entry: 'vip', scope: 'entry', channel: 'chat', key }),
  };
}
const removals = (w: World, now = w.now): Promise<string[]> => w.records.files.takeRemovals({ now, leaseMs: 1000, limit: 100 });

export const filesContract = (newStore: NewStore): void => describe('uploads and the bytes somebody needs', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('a said upload becomes the message with its bytes and name, once', async (w) => {
    const anna = await guest(w);
    const image = stored(await w.records.conversations.receive(anna.saying(await anna.sendUp())));
    expect(image.message.body).toEqual({ kind: 'image', file: 'hash' });
    const name = await anna.sendUp({ kind: 'file', file: 'other', fileName: '合同.pdf', contentType: 'application/pdf' });
    const said = anna.saying(name, { kind: 'file', name: '' });
    const file = stored(await w.records.conversations.receive(said));
    expect(file.message.body).toEqual({ kind: 'file', file: 'other', name: '合同.pdf' });
    expect((await w.records.conversations.since(anna.conversation.id, image.message.seq - 1, 10)).map(({ body }) => body)).toEqual([image.message.body, file.message.body]);
    expect(await w.records.conversations.receive(said)).toMatchObject({ kind: 'duplicate', message: file.message });
    expect(await w.records.conversations.receive(anna.saying(name, { kind: 'file', name: '' }))).toEqual({ kind: 'upload-unknown' });
    expect(await removals(w)).toEqual([]);
  });

  it('an upload of somebody else, of another kind or of nobody stores nothing and opens nothing', async (w) => {
    const anna = await guest(w);
    const ben = await guest(w, 'ben');
    const his = await ben.sendUp();
    const file = await anna.sendUp({ kind: 'file' });
    for (const name of [his, file, 'nothing', '__proto__']) expect(await w.records.conversations.receive(anna.saying(name))).toEqual({ kind: 'upload-unknown' });
    await w.records.conversations.finish({ conversation: anna.conversation.id, now: w.now, reason: 'done', newDelivery: w.id('d') });
    expect(await w.records.conversations.receive({ ...anna.saying(his), terms: chat })).toEqual({ kind: 'upload-unknown' });
    expect(await w.records.conversations.list({ visitor: anna.conversation.visitor, limit: 10 })).toHaveLength(1);
    expect((await w.get(anna.conversation)).seq).toBe(anna.conversation.seq);
    expect((await w.records.conversations.receive(ben.saying(his))).kind).toBe('stored');
  });

  it('one upload said 20 times at once on two connections is one message', async (w) => {
    const anna = await guest(w);
    const other = await w.another();
    const same = anna.saying(await anna.sendUp());
    const on = (i: number) => (i % 2 ? other : w.records).conversations;
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => on(i).receive({ ...same, newMessage: w.id('message') })));
    expect(kinds(results)).toEqual({ stored: 1, duplicate: 19 });
    const name = await anna.sendUp();
    const others = await Promise.all(Array.from({ length: 20 }, (_, i) => on(i).receive(anna.saying(name))));
    expect(kinds(others)).toEqual({ stored: 1, 'upload-unknown': 19 });
  });

  it('words said together with an upload keep their order', async (w) => {
    const anna = await guest(w);
    const name = await anna.sendUp();
    const say = (text: string) => w.records.conversations.receive(w.inbound('anna', text, { entry: 'vip', scope: 'entry', channel: 'chat' }));
    const all = await Promise.all([say('one'), w.records.conversations.receive(anna.saying(name)), say('three')]);
    expect(all.map((one) => stored(one).message.seq - anna.conversation.seq)).toEqual([1, 2, 3]);
  });

  it('of one visitor only so many wait to be said', async (w) => {
    const anna = await guest(w);
    const kept = await Promise.all(Array.from({ length: 5 }, () => w.records.files.keepUpload(anna.upload(), { ...LIMITS, unsaid: 3 })));
    expect(kept.sort()).toEqual(['kept', 'kept', 'kept', 'too-many', 'too-many']);
    expect(await w.records.files.keepUpload(anna.upload({ owner: { visitor: 'nobody' } }), LIMITS)).toBe('no-visitor');
  });

  it('what is never said is forgotten, with bytes that nothing else needs', async (w) => {
    const anna = await guest(w);
    await anna.sendUp({ file: 'lone', at: START });
    await anna.sendUp({ file: 'twice', at: START });
    await anna.sendUp({ file: 'twice', at: START + 1 });
    await anna.sendUp({ file: 'said', at: START });
    await w.say('anna', '', { body: { kind: 'image', file: 'said' }, entry: 'vip', scope: 'entry', channel: 'chat' });
    expect(await w.records.files.expireUploads(START + 1, 2)).toBe(2);
    expect(await w.records.files.expireUploads(START + 1, 2)).toBe(1);
    expect(await w.records.files.expireUploads(START + 1, 2)).toBe(0);
    expect(await removals(w)).toEqual(['lone']);
    expect(await w.records.files.expireUploads(START + 2, 2)).toBe(1);
    expect(await removals(w)).toEqual(['twice']);
  });

  it('bytes a message let go stay while an upload or another message needs them', async (w) => {
    const anna = await guest(w);
    const ben = await guest(w, 'ben');
    for (const file of ['bens', 'both', 'own']) await w.records.conversations.receive(anna.saying(await anna.sendUp({ file })));
    await ben.sendUp({ file: 'bens' });
    await w.records.conversations.receive(ben.saying(await ben.sendUp({ file: 'both' })));
    await anna.sendUp({ file: 'unsaid' });
    expect((await w.records.people.eraseVisitor(anna.conversation.visitor, w.now))?.files).toEqual(['own', 'unsaid']);
    expect(await removals(w)).toEqual(['own', 'unsaid']);
    await w.records.conversations.finish({ conversation: ben.conversation.id, now: w.now, reason: 'done', newDelivery: w.id('d') });
    expect(await w.records.people.expire(w.now + 1, 100)).toMatchObject({ files: ['both'] });
  });

  it('each removal is for one caller, again for another after its lease, and never when it is done', async (w) => {
    const anna = await guest(w);
    for (const file of ['a', 'b']) await anna.sendUp({ file, at: START });
    await w.records.files.expireUploads(START + 1, 10);
    const other = await w.another();
    const taken = await Promise.all([w.records, other, w.records, other].map((records) => records.files.takeRemovals({ now: START, leaseMs: 1000, limit: 10 })));
    expect(taken.flat().sort()).toEqual(['a', 'b']);
    await w.records.files.removed(['a']);
    expect(await removals(w, START + 999)).toEqual([]);
    expect(await removals(w, START + 1000)).toEqual(['b']);
    await w.records.files.removed(['b', 'c']);
    expect(await removals(w, START + 1e9)).toEqual([]);
  });

  it('bytes that are being removed cannot be named until they are gone', async (w) => {
    const anna = await guest(w);
    await anna.sendUp({ at: START });
    const { message } = stored(await w.say('anna', '', { body: { kind: 'image', mediaId: 'm' }, entry: 'vip', scope: 'entry', channel: 'chat' }));
    await w.records.files.expireUploads(START + 1, 10);
    expect(await w.records.files.keepUpload(anna.upload(), LIMITS)).toBe('leaving');
    expect(await w.records.conversations.keepFile(message.conversation, message.seq, 'hash')).toBe(false);
    expect(await removals(w)).toEqual(['hash']);
    expect(await w.records.files.keepUpload(anna.upload(), LIMITS)).toBe('leaving');
    await w.records.files.removed(['hash']);
    await anna.sendUp();
    expect(await w.records.conversations.keepFile(message.conversation, message.seq, 'hash')).toBe(true);
  });

  it('bytes stored when nobody needs them any more are removed, also when they came while the same were being removed', async (w) => {
    const anna = await guest(w);
    await anna.sendUp({ file: 'needed' });
    await anna.sendUp({ file: 'late', at: START - 1 });
    await w.records.files.expireUploads(START, 10);
    expect(await removals(w)).toEqual(['late']);
    for (const file of ['needed', 'lone', 'late']) await w.records.files.stored(file);
    await w.records.files.removed(['late']);
    expect(await w.records.files.keepUpload(anna.upload({ file: 'late' }), LIMITS)).toBe('leaving');
    expect(await removals(w)).toEqual(['late', 'lone']);
    await w.records.files.removed(['late', 'lone']);
    expect(await removals(w, START + 1e9)).toEqual([]);
    await anna.sendUp({ file: 'late' });
  });

  const many = Array.from({ length: 40 }, (_, i) => `file-${10 + i}`);

  it('of two who let go of the same bytes at once, one sees that nobody needs them any more', async (w) => {
    const [anna, ben, other] = [await guest(w), await guest(w, 'ben'), await w.another()];
    for (const file of many) {
      await anna.sendUp({ file, at: START });
      await ben.sendUp({ file, at: START + 1 });
    }
    const erase = (records: typeof other, { conversation }: typeof anna) => records.people.eraseVisitor(conversation.visitor, w.now);
    await Promise.all([erase(w.records, anna), erase(other, ben)]);
    expect(await removals(w)).toEqual(many);
  });

  it('bytes that are let go and named at once are either named or removed', async (w) => {
    const [ben, other] = [await guest(w, 'ben'), await w.another()];
    const all = Array.from({ length: 200 }, (_, i) => `file-${100 + i}`);
    await Promise.all(all.map((file) => w.records.files.keepUpload(ben.upload({ file }), { ...LIMITS, unsaid: all.length })));
    const guests = await Promise.all(Array.from({ length: 4 }, (_, i) => guest(w, `guest ${i}`)));
    const named = new Set<string>();
    let isErased = false;
    // From the last to the first until it is over, so that they cross.
    const left = [...all];
    const nameSome = async ({ upload }: typeof ben): Promise<void> => {
      for (let file = left.pop(); file !== undefined && !isErased; file = left.pop()) {
        if ((await w.records.files.keepUpload(upload({ file }), { ...LIMITS, unsaid: all.length })) === 'kept') named.add(file);
      }
    };
    const erased = other.people.eraseVisitor(ben.conversation.visitor, w.now).then(() => { isErased = true; });
    await Promise.all([erased, ...guests.map(nameSome)]);
    const removed = [...await removals(w), ...await removals(w)];
    expect(removed).toEqual(all.filter((file) => !named.has(file)));
  });

  it('an export names what was sent up, without the bytes', async (w) => {
    const anna = await guest(w);
    await anna.sendUp({ kind: 'file', fileName: '发票.pdf', contentType: 'application/pdf', bytes: 1234 });
    const exported = await w.records.people.exportVisitor(anna.conversation.visitor);
    expect(exported?.uploads).toEqual([{ kind: 'file', name: '发票.pdf', contentType: 'application/pdf', bytes: 1234, at: w.now }]);
    await w.records.people.eraseVisitor(anna.conversation.visitor, w.now);
    expect(await w.records.files.expireUploads(START + 1e9, 10)).toBe(0);
  });
});
