import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

const DAY = 86_400_000;
const LEASE = 60_000;
const PICTURE = Buffer.from('a picture nobody says');

let floor: Floor;
let errors: string[];
/** Hashes whose bytes were removed, in order. */
let removed: string[];
let isBroken: boolean;

beforeEach(async () => {
  errors = [];
  removed = [];
  isBroken = false;
  floor = await openFloor({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })], errors });
  const { files } = floor.desk.ctx;
  const { remove } = files;
  files.remove = async (hash) => {
    if (isBroken) throw new Error('the disk is away');
    removed.push(hash);
    await remove(hash);
  };
});
afterEach(() => floor.close());

async function sendUp(content: Buffer, name: string): Promise<string> {
  const visitor = (await floor.records.people.visitor({ provider: 'wechat', account: APPID, subject: 'o1' }, floor.desk.ctx.newId(), floor.clock.now)).id;
  expect(await floor.desk.visitor.sendUp({ name, owner: { visitor }, kind: 'image', fileName: 'a.png', contentType: 'image/png', content })).toBe('kept');
  return floor.desk.ctx.files.hashOf(content);
}
const isThere = async (hash: string): Promise<boolean> => (await floor.desk.ctx.files.get(hash)) !== undefined;

test('bytes that could not be removed are removed by a later sweep, when the lease of the first is over', async () => {
  const hash = await sendUp(PICTURE, 'a'.repeat(32));
  isBroken = true;
  await floor.later(DAY + 1);
  expect([await isThere(hash), errors.length]).toEqual([true, 1]);
  isBroken = false;
  await floor.later(LEASE - 1);
  expect(removed).toEqual([]);
  await floor.later(1);
  expect([await isThere(hash), removed]).toEqual([false, [hash]]);
});

test('one that cannot be removed holds up no other, and who is erased is erased whatever becomes of the bytes', async () => {
  const hashes = [await sendUp(PICTURE, 'a'.repeat(32)), await sendUp(Buffer.from('another one'), 'b'.repeat(32))].sort();
  const { files } = floor.desk.ctx;
  const { remove } = files;
  files.remove = (hash) => (hash === hashes[0] ? Promise.reject(new Error('it is locked')) : remove(hash));
  const visitor = await floor.records.people.visitorKnownAs({ provider: 'wechat', account: APPID, subject: 'o1' });
  expect(await floor.desk.ops.eraseVisitor({ by: 'the-admin', role: 'admin' }, visitor ?? '')).toMatchObject({ kind: 'done', value: { files: 2 } });
  expect([await isThere(hashes[0] ?? ''), await isThere(hashes[1] ?? ''), errors.length]).toEqual([true, false, 1]);
  files.remove = remove;
  await floor.later(LEASE);
  expect(await isThere(hashes[0] ?? '')).toBe(false);
});

test('of two nodes that sweep and remove at once, one removes', async () => {
  const hash = await sendUp(PICTURE, 'a'.repeat(32));
  const other = await floor.another();
  floor.clock.pass(DAY + 1);
  await Promise.all([floor.desk, other].map((desk) => desk.loops.sweep()));
  expect(removed).toEqual([hash]);
});

test('the same bytes sent up again while a dead node was removing them are refused for the moment, and then taken', async () => {
  const hash = await sendUp(PICTURE, 'a'.repeat(32));
  isBroken = true;
  await floor.later(DAY + 1);
  isBroken = false;
  const again = { name: 'b'.repeat(32), owner: { visitor: (await floor.records.people.visitorKnownAs({ provider: 'wechat', account: APPID, subject: 'o1' })) ?? '' }, kind: 'image' as const, fileName: 'a.png', contentType: 'image/png', content: PICTURE };
  expect(await floor.desk.visitor.sendUp(again)).toBe('leaving');
  await floor.later(LEASE);
  expect(await isThere(hash)).toBe(false);
  expect([await floor.desk.visitor.sendUp(again), await isThere(hash)]).toEqual(['kept', true]);
});
