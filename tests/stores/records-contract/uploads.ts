import type { Upload, UploadLimits, UploadOwner } from '../../../server/stores/records/files';
import { inWorld, kinds, START, type NewStore, type World } from './world';

const LIMITS: UploadLimits = { unsaid: 50, ownerBytes: 100 };
const DAY = 86_400_000;
const li: UploadOwner = { agent: 'li' };

const upload = (w: World, owner: UploadOwner, over: Partial<Upload> = {}): Upload => ({
  name: w.id('upload'), owner, kind: 'image', file: w.id('hash'), fileName: 'a.png', contentType: 'image/png', bytes: 40, at: w.now, ...over,
});
const removals = (w: World): Promise<string[]> => w.records.files.takeRemovals({ now: w.now, leaseMs: 1000, limit: 100 });

/** Agents' own uploads, and how much may be sent up in a day. */
export const uploadsContract = (newStore: NewStore): void => describe('uploads of agents, and what a day allows', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('an agent answers with his own upload, once, and with nobody else’s', async (w) => {
    const c = await w.assigned('anna', 'li');
    const his = upload(w, li, { kind: 'file', fileName: '合同.pdf' });
    for (const one of [his, upload(w, { agent: 'wang' }, { name: 'wangs' }), upload(w, { visitor: c.visitor }, { name: 'visitors' })]) {
      expect(await w.records.files.keepUpload(one, LIMITS)).toBe('kept');
    }
    const saying = (name: string, key = w.id('send')) => w.reply(c, 'li', '', { body: { kind: 'file', name: '' }, upload: name, key });
    for (const name of ['wangs', 'visitors', 'nothing']) expect(await saying(name)).toEqual({ kind: 'upload-unknown' });
    expect(await w.reply(c, 'li', '', { body: { kind: 'image' }, upload: his.name })).toEqual({ kind: 'upload-unknown' });
    expect(await saying(his.name, 'one')).toMatchObject({ kind: 'stored', message: { body: { kind: 'file', file: his.file, name: '合同.pdf' }, delivery: { state: 'pending' } } });
    expect(await saying(his.name, 'one')).toMatchObject({ kind: 'duplicate', message: { body: { file: his.file } } });
    expect(await saying(his.name)).toEqual({ kind: 'upload-unknown' });
    expect((await w.get(c)).seq).toBe(c.seq + 1);
  });

  it('one upload said 10 times at once on two connections is one answer', async (w) => {
    const c = await w.assigned('anna', 'li');
    const his = upload(w, li);
    await w.records.files.keepUpload(his, LIMITS);
    const other = await w.another();
    const said = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? other : w.records).conversations.reply(w.replying(c, 'li', '', { body: { kind: 'image' }, upload: his.name }))));
    expect(kinds(said)).toEqual({ stored: 1, 'upload-unknown': 9 });
  });

  it('bytes of an agent’s upload go when he does not say it, and stay while his answer has them', async (w) => {
    const c = await w.assigned('anna', 'li');
    const [said, unsaid] = [upload(w, li, { file: 'said' }), upload(w, li, { file: 'unsaid' })];
    for (const one of [said, unsaid]) await w.records.files.keepUpload(one, LIMITS);
    await w.reply(c, 'li', '', { body: { kind: 'image' }, upload: said.name });
    await w.records.files.expireUploads(w.now + 1, 10);
    expect(await removals(w)).toEqual(['unsaid']);
    await w.records.people.eraseVisitor(c.visitor, w.now);
    expect(await removals(w)).toEqual(['said']);
  });

  it('a day’s bytes are counted for each owner, over two connections, and anew the next day', async (w) => {
    const { visitor } = await w.assigned('anna', 'li');
    const other = await w.another();
    const owner = { visitor };
    const kept = await Promise.all(Array.from({ length: 6 }, (_, n) => (n % 2 ? other : w.records).files.keepUpload(upload(w, owner), LIMITS)));
    expect(kept.sort()).toEqual(['kept', 'kept', 'spent', 'spent', 'spent', 'spent']);
    expect(await w.records.files.keepUpload(upload(w, owner, { bytes: 20 }), LIMITS)).toBe('kept');
    expect(await w.records.files.keepUpload(upload(w, li), LIMITS)).toBe('kept');
    expect(await w.records.files.keepUpload(upload(w, li, { bytes: 101 }), LIMITS)).toBe('spent');
    w.now += DAY;
    expect(await w.records.files.keepUpload(upload(w, owner), LIMITS)).toBe('kept');
  });

  it('all of one network together may send up so much, and who is refused for it has spent nothing', async (w) => {
    const limits: UploadLimits = { ...LIMITS, network: { name: '1.2.3.4', bytes: 90 } };
    const [anna, ben] = [{ visitor: (await w.assigned('anna', 'li')).visitor }, { visitor: (await w.assigned('ben', 'li')).visitor }];
    const other = await w.another();
    const kept = await Promise.all([anna, ben, anna, ben].map((owner, n) => (n % 2 ? other : w.records).files.keepUpload(upload(w, owner), limits)));
    expect(kept.sort()).toEqual(['kept', 'kept', 'spent', 'spent']);
    const elsewhere = { ...limits, network: { name: '5.6.7.8', bytes: 1000 } };
    const left = await Promise.all([anna, ben].flatMap((owner) => [1, 2].map(() => w.records.files.keepUpload(upload(w, owner, { bytes: 60 }), elsewhere))));
    expect(left.filter((one) => one === 'kept').length).toBeGreaterThanOrEqual(1);
    expect(await removals(w)).toEqual([]);
  });

  it('counts are forgotten with their day, and with who is erased', async (w) => {
    const { visitor } = await w.assigned('anna', 'li');
    await w.records.files.keepUpload(upload(w, li, { bytes: 100, at: START }), LIMITS);
    await w.records.files.expireUploads(START + 2 * DAY, 10);
    expect(await w.records.files.keepUpload(upload(w, li, { at: START }), LIMITS)).toBe('kept');
    await w.records.files.keepUpload(upload(w, { visitor }, { bytes: 100 }), LIMITS);
    await w.records.people.eraseVisitor(visitor, w.now);
    expect(await w.records.files.keepUpload(upload(w, { visitor }), LIMITS)).toBe('no-visitor');
  });
});
