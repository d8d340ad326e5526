import type { ToVisitor } from '../../../server/channels/channel';
import { createHash } from 'node:crypto';
import { account, code, cutOff, delivery, identity, inState, noWay, ok, openKf, subject, type KfDesk } from './kf-desk';

let desk: KfDesk;
beforeEach(() => { desk = openKf(); });

const id = Buffer.from(delivery, 'hex').toString('base64url');
const text = (words: string, more: Partial<ToVisitor> = {}) => desk.channel.deliver({ id: delivery, identity, body: { kind: 'text', text: words }, progress: 0, ...more });
const words = () => desk.sent().map((body) => (body as { text: { content: string } }).text.content);
const ids = () => desk.sent().map((body) => (body as { msgid?: string }).msgid);
const long = '客服回复👨‍👩‍👧‍👦，'.repeat(150);
const sends = (...answers: Parameters<KfDesk['answer']>[1][]) => desk.answer('kf/send_msg', ...answers);

describe('a text', () => {
  it('carries the delivery’s id, so that a second copy is refused', async () => {
    expect(await text('您好')).toEqual({ kind: 'sent' });
    expect(desk.sent()).toEqual([{ touser: subject, open_kfid: account, msgid: `${id}_0`, msgtype: 'text', text: { content: '您好' } }]);
    expect(ids()[0]).toMatch(/^[0-9a-zA-Z_-]{1,32}$/);
  });

  it('of a delivery without such an id goes without', async () => {
    await desk.channel.deliver({ identity, body: { kind: 'text', text: 'a' }, progress: 0 });
    await text('a', { id: 'short' });
    expect(ids()).toEqual([undefined, undefined]);
  });

  it('goes in as many as were counted, none torn, each named', async () => {
    expect(await text(long)).toEqual({ kind: 'sent' });
    expect(words().join('')).toBe(long);
    expect(words()).toHaveLength(desk.channel.parts({ kind: 'text', text: long }));
    expect(words().length).toBeGreaterThan(2);
    expect(ids()).toEqual(words().map((_word, part) => `${id}_${part}`));
    for (const part of words()) expect(Buffer.byteLength(part, 'utf8')).toBeLessThanOrEqual(2048);
  });

  it('of exactly 2048 bytes is one', () => {
    expect([2048, 2049].map((length) => desk.channel.parts({ kind: 'text', text: 'a'.repeat(length) }))).toEqual([1, 2]);
  });

  it('continues after the parts that surely went, and says how many have', async () => {
    sends(ok(), code(95001));
    expect(await text(long, { progress: 1 })).toEqual({ kind: 'held', why: 'count-spent:95001', sentParts: 2 });
    expect(ids()).toEqual([`${id}_1`, `${id}_2`]);
  });

  it('of nothing is refused before WeCom is asked', async () => {
    expect(await text(' \n')).toEqual({ kind: 'refused', why: 'empty' });
    expect(desk.seen).toEqual([]);
  });

  it('typed by a person makes no links', async () => {
    await text('<a href="https://evil.example.cn">x</a>');
    await text('<a href="https://shop.example.cn">x</a>', { linksMeant: true });
    expect(words()).toEqual(['＜a href="https://evil.example.cn">x</a>', '<a href="https://shop.example.cn">x</a>']);
  });
});

it.each([
  [code(95001), { kind: 'held', why: 'count-spent:95001' }],
  [code(95002), { kind: 'held', why: 'window-closed:95002' }],
  [code(95024), { kind: 'held', why: 'window-closed:95024' }],
  [code(-1), { kind: 'later', afterMs: 1000, why: 'busy:-1' }],
  [noWay, { kind: 'later', afterMs: 1000, why: 'not-sent:ECONNREFUSED' }],
  [cutOff, { kind: 'unknown', why: 'no-answer:time-limit' }],
  [code(45002), { kind: 'refused', why: 'too-long:45002' }],
  [code(40096), { kind: 'refused', why: 'bad-recipient:40096' }],
  [code(40058), { kind: 'refused', why: 'bad-request:40058' }],
])('what WeCom’s answer means (%#)', async (answer, outcome) => {
  sends(answer);
  expect(await text('a')).toEqual(outcome);
  expect(desk.sent()).toHaveLength(1);
});

describe.each([95018, 95013, 95016])('%i: the state forbids it', (errcode) => {
  it.each([
    [inState(3, 'li'), { kind: 'refused', why: `answered-natively:${errcode}` }],
    [inState(3), { kind: 'refused', why: `answered-natively:${errcode}` }],
    [inState(2), { kind: 'refused', why: `waiting-natively:${errcode}` }],
    [inState(4), { kind: 'refused', why: `session-over:${errcode}` }],
    [cutOff, { kind: 'later', afterMs: 1000, why: 'not-sent:time-limit' }],
    [code(-1), { kind: 'later', afterMs: 1000, why: 'busy:-1' }],
  ])('and stays so (%#)', async (stands, outcome) => {
    sends(code(errcode));
    desk.answer('kf/service_state/get', stands);
    expect(await text('a')).toEqual(outcome);
    expect(desk.sent()).toHaveLength(1);
    expect(desk.bodies('kf/service_state/trans')).toEqual([]);
  });

  it('new: taken over, then sent once more under the same id', async () => {
    sends(code(errcode), ok());
    desk.answer('kf/service_state/get', inState(0));
    expect(await text('a')).toEqual({ kind: 'sent' });
    expect(desk.paths()).toEqual(['kf/send_msg', 'kf/service_state/get', 'kf/service_state/trans', 'kf/send_msg']);
    expect(desk.bodies('kf/service_state/trans')).toEqual([{ open_kfid: account, external_userid: subject, service_state: 1 }]);
    expect(ids()).toEqual([`${id}_0`, `${id}_0`]);
  });

  it('new, and being moved by somebody else: later', async () => {
    sends(code(errcode));
    desk.answer('kf/service_state/get', inState(0));
    desk.answer('kf/service_state/trans', code(95016));
    expect(await text('a', { attempts: 2 })).toEqual({ kind: 'later', afterMs: 4000, why: `busy:${errcode}` });
  });

  it('new, and nobody knows whether it was taken over: later', async () => {
    sends(code(errcode));
    desk.answer('kf/service_state/get', inState(0));
    desk.answer('kf/service_state/trans', cutOff);
    expect(await text('a')).toEqual({ kind: 'later', afterMs: 1000, why: 'not-sent:time-limit' });
    expect(desk.sent()).toHaveLength(1);
  });

  it('ours already: once more, and then the 48 hours are over', async () => {
    desk.answer('kf/service_state/get', inState(1));
    sends(code(errcode), ok());
    expect(await text('a')).toEqual({ kind: 'sent' });
    sends(code(errcode));
    expect(await text('a')).toEqual({ kind: 'held', why: `window-closed:${errcode}` });
    sends(code(errcode), cutOff);
    expect(await text('a')).toEqual({ kind: 'unknown', why: 'no-answer:time-limit' });
  });
});

describe('again, after an attempt that may have arrived', () => {
  it.each([40058, 40063, 987_654])('%i may be the refusal of a second copy: neither sent nor lost', async (errcode) => {
    sends(code(errcode));
    expect(await text('a', { attempts: 1 })).toEqual({ kind: 'unknown', why: `perhaps-sent:${errcode}` });
    expect(await text(long, { attempts: 1, progress: 1 })).toEqual({ kind: 'unknown', why: `perhaps-sent:${errcode}`, sentParts: 1 });
    expect(await text('a', { id: 'none', attempts: 1 })).toEqual({ kind: 'refused', why: `bad-request:${errcode}` });
  });

  it('a code that says so is no loss', async () => {
    sends(code(42014));
    expect(await text('a', { attempts: 1 })).toEqual({ kind: 'sent' });
  });

  it('what cannot be a second copy is refused', async () => {
    sends(code(45002));
    expect(await text('a', { attempts: 1 })).toEqual({ kind: 'refused', why: 'too-long:45002' });
    sends(ok(), code(40058));
    expect(await text(long, { attempts: 1 })).toEqual({ kind: 'refused', why: 'bad-request:40058' });
  });
});

describe('pictures, files and cards', () => {
  const png = { bytes: new Uint8Array(100), contentType: 'image/png' };
  const send = (body: ToVisitor['body'], more: Partial<ToVisitor> = {}) => desk.channel.deliver({ id: delivery, identity, body, progress: 0, ...more });
  const uploads = () => desk.seen.filter((call) => call.path.endsWith('media/upload'));

  it('the same picture is uploaded once', async () => {
    await send({ kind: 'image' }, { file: png });
    expect(await send({ kind: 'image' }, { file: png })).toEqual({ kind: 'sent' });
    expect(uploads()).toHaveLength(1);
    expect(desk.sent()).toEqual(Array(2).fill({ touser: subject, open_kfid: account, msgid: `${id}_0`, msgtype: 'image', image: { media_id: 'media-1' } }));
  });

  it('and once more when WeCom has forgotten it', async () => {
    sends(code(40007), ok());
    expect(await send({ kind: 'image' }, { file: png })).toEqual({ kind: 'sent' });
    expect(desk.sent()).toEqual([expect.objectContaining({ image: { media_id: 'media-1' } }), expect.objectContaining({ image: { media_id: 'media-2' } })]);
    sends(code(40007));
    expect(await send({ kind: 'image' }, { file: png })).toEqual({ kind: 'refused', why: 'media-expired:40007' });
  });

  it('needs the state like a text', async () => {
    sends(code(95018), ok());
    desk.answer('kf/service_state/get', inState(0));
    expect(await send({ kind: 'image' }, { file: png })).toEqual({ kind: 'sent' });
    expect(uploads()).toHaveLength(1);
  });

  it('a picture that cannot be uploaded was not sent', async () => {
    desk.answer('media/upload', cutOff);
    expect(await send({ kind: 'image' }, { file: png })).toMatchObject({ kind: 'later' });
    expect(desk.sent()).toEqual([]);
  });

  it('a file keeps its name, also when its bytes have gone under another', async () => {
    const bytes = createHash('sha256').update('x').digest();
    await send({ kind: 'file', name: '报价.pdf' }, { file: { bytes, contentType: 'application/pdf' } });
    await send({ kind: 'file', name: '合同.pdf' }, { file: { bytes, contentType: 'application/pdf' } });
    expect(uploads().map((call) => [call.query?.type, call.upload?.fileName])).toEqual([['file', '报价.pdf'], ['file', '合同.pdf']]);
    expect(desk.sent()).toMatchObject([{ msgtype: 'file', file: { media_id: 'media-1' } }, { msgtype: 'file', file: { media_id: 'media-2' } }]);
  });

  it('by an id of WeCom’s needs no bytes', async () => {
    await send({ kind: 'image', mediaId: 'M' });
    await send({ kind: 'file', name: 'a', mediaId: 'N' });
    expect(desk.sent()).toMatchObject([{ image: { media_id: 'M' } }, { file: { media_id: 'N' } }]);
  });

  it.each<[string, ToVisitor['body'], ToVisitor['file']]>([
    ['bad-media', { kind: 'image' }, { bytes: new Uint8Array(9), contentType: 'image/gif' }],
    ['picture-too-large', { kind: 'image' }, { bytes: new Uint8Array(10 * 1024 * 1024 + 1), contentType: 'image/png' }],
    ['file-too-large', { kind: 'file', name: 'a' }, { bytes: new Uint8Array(20 * 1024 * 1024 + 1), contentType: 'x/y' }],
    ['file-missing', { kind: 'image' }, undefined],
    ['file-missing', { kind: 'file', name: 'a' }, undefined],
    ['kind-not-supported', { kind: 'event', event: 'x' }, undefined],
    ['kind-not-supported', { kind: 'unsupported', type: 'x', raw: '' }, undefined],
    ['kind-not-supported', { kind: 'card', title: 'T', path: 'pages/a' }, undefined],
  ])('%s: %j', async (why, body, file) => {
    expect(await send(body, file === undefined ? {} : { file })).toEqual({ kind: 'refused', why });
    expect(desk.seen).toEqual([]);
  });

  it('a card is a page, a link, or words, as the settings allow', async () => {
    await send({ kind: 'card', title: 'T', url: 'https://a.cn' });
    await send({ kind: 'card', title: 'T', url: 'https://a.cn' }, { file: png });
    await send({ kind: 'card', title: 'T' });
    expect(desk.sent()).toMatchObject([
      { msgtype: 'text', text: { content: 'T\nhttps://a.cn' } },
      { msgtype: 'link', link: { title: 'T', url: 'https://a.cn', thumb_media_id: 'media-1' } },
      { msgtype: 'text', text: { content: 'T' } },
    ]);
    desk = openKf({ appId: 'wx1', cardPicture: { ...png, name: 'card' } });
    await send({ kind: 'card', title: 'T', path: '/pages/a?id=1' });
    expect(desk.sent()).toMatchObject([{ msgtype: 'miniprogram', miniprogram: { appid: 'wx1', title: 'T', pagepath: 'pages/a.html?id=1', thumb_media_id: 'media-1' } }]);
  });
});
