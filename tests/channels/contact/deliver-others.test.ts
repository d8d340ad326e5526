import { appId, code, identity, ok, openid, startContact, type ContactDesk } from './contact-desk';
import type { MessageBody } from '../../../shared/message';

const HOUR = 3_600_000;
const png = { bytes: Buffer.from('\x89PNG not a real one'), contentType: 'image/png' };
const card: MessageBody = { kind: 'card', title: '去付款', path: 'pages/pay/index?o=1&x=2' };

let desk: ContactDesk;
beforeEach(async () => { desk = await startContact(); });
afterEach(() => desk.stop());

const deliver = (body: MessageBody, file?: { bytes: Uint8Array; contentType: string }) => desk.channel.deliver({ identity, body, progress: 0, ...(file && { file }) });
const image = (file = png) => deliver({ kind: 'image', file: 'hash' }, file);
const uploads = () => desk.calls('/cgi-bin/media/upload');
const mediaIds = () => desk.sent().map((body) => (body as { image: { media_id: string } }).image.media_id);

describe('a picture', () => {
  it('is uploaded once per content while its id lives', async () => {
    expect(await image()).toEqual({ kind: 'sent' });
    expect(await image({ ...png, bytes: Buffer.from(png.bytes) })).toEqual({ kind: 'sent' });
    expect(uploads()).toHaveLength(1);
    expect(uploads()[0]?.body).toContain('filename="picture.png"');
    await image({ ...png, bytes: Buffer.from('another picture') });
    expect(mediaIds()).toEqual(['media-1', 'media-1', 'media-2']);
    desk.pass(59 * HOUR);
    await image();
    expect(uploads()).toHaveLength(2);
    desk.pass(2 * HOUR);
    await image();
    expect(mediaIds()).toEqual(['media-1', 'media-1', 'media-2', 'media-1', 'media-3']);
  });

  it('that three send at once is uploaded once', async () => {
    await Promise.all([image(), image(), image()]);
    expect(uploads()).toHaveLength(1);
    expect(desk.sent()).toHaveLength(3);
  });

  it('whose id WeChat forgot is uploaded again, once', async () => {
    await image();
    desk.answerSends(code(40007), ok);
    expect(await image()).toEqual({ kind: 'sent' });
    expect(mediaIds()).toEqual(['media-1', 'media-1', 'media-2']);
    desk.answerSends(code(40007));
    expect(await image()).toEqual({ kind: 'refused', why: 'media-expired:40007' });
    expect(uploads()).toHaveLength(3);
  });

  it('is not sent when the upload fails, and a failed upload is not remembered', async () => {
    desk.answer('/cgi-bin/media/upload', code(-1), (_seen, response) => { response.destroy(); }, code(40009), desk.upload);
    expect(await image()).toMatchObject({ kind: 'later', why: 'busy:-1' });
    // Nothing was said to the visitor, so an upload of unknown end is simply repeated.
    expect(await image()).toMatchObject({ kind: 'later', why: 'not-sent:upload:-ECONNRESET' });
    expect(await image()).toEqual({ kind: 'refused', why: 'bad-media:40009' });
    expect(desk.sent()).toEqual([]);
    expect(await image()).toEqual({ kind: 'sent' });
  });

  it('of a kind or size WeChat never takes is refused with words, not sent', async () => {
    expect(await image({ bytes: png.bytes, contentType: 'image/webp' })).toEqual({ kind: 'refused', why: 'bad-media' });
    expect(await image({ bytes: Buffer.alloc(10 * 1024 * 1024 + 1), contentType: 'image/png' })).toEqual({ kind: 'refused', why: 'picture-too-large' });
    expect(await deliver({ kind: 'image', file: 'hash' })).toEqual({ kind: 'refused', why: 'file-missing' });
    expect(desk.sent()).toEqual([]);
  });

  it('may be sent by an id alone', async () => {
    expect(await deliver({ kind: 'image', mediaId: 'known' })).toEqual({ kind: 'sent' });
    expect(mediaIds()).toEqual(['known']);
  });
});

describe('a card', () => {
  it('with a picture is a mini-program page', async () => {
    expect(await deliver(card, png)).toEqual({ kind: 'sent' });
    expect(desk.sent()).toEqual([{ touser: openid, msgtype: 'miniprogrampage', miniprogrampage: { title: '去付款', pagepath: 'pages/pay/index?o=1&x=2', thumb_media_id: 'media-1' } }]);
  });

  it('without one borrows the house picture', async () => {
    const other = await startContact({ cardPicture: png });
    await other.channel.deliver({ identity, body: card, progress: 0 });
    expect(other.sent()).toMatchObject([{ msgtype: 'miniprogrampage', miniprogrampage: { thumb_media_id: 'media-1' } }]);
    await other.stop();
  });

  it('without any picture opens the page from a link, which nothing in it can end early', async () => {
    await deliver({ kind: 'card', title: '</a>付款', path: 'pages/pay?n="><a b' });
    expect(desk.sent()).toMatchObject([{ text: { content: `<a data-miniprogram-appid="${appId}" data-miniprogram-path="pages/pay?n=%22%3E%3Ca%20b">＜/a＞付款</a>` } }]);
  });

  it('of the web is a link with a picture, a text without', async () => {
    await deliver({ kind: 'card', title: '物流', url: 'https://k.example.cn/1', image: 'https://k.example.cn/1.png' });
    await deliver({ kind: 'card', title: '物流', url: 'https://k.example.cn/1' });
    expect(desk.sent()).toMatchObject([
      { msgtype: 'link', link: { title: '物流', description: '物流', url: 'https://k.example.cn/1', thumb_url: 'https://k.example.cn/1.png' } },
      { msgtype: 'text', text: { content: '物流\nhttps://k.example.cn/1' } },
    ]);
  });
});

it('what WeChat’s chat does not take is refused with a reason and counts for nothing', async () => {
  const bodies: MessageBody[] = [{ kind: 'file', name: '合同.pdf', file: 'hash' }, { kind: 'event', event: 'closed' }, { kind: 'unsupported', type: 'voice', raw: '' }];
  expect(await Promise.all(bodies.map((body) => deliver(body)))).toEqual([
    { kind: 'refused', why: 'file-not-supported' }, { kind: 'refused', why: 'kind-not-supported' }, { kind: 'refused', why: 'kind-not-supported' },
  ]);
  expect(bodies.map((body) => desk.channel.parts(body))).toEqual([0, 0, 0]);
  expect([desk.channel.parts(card), desk.channel.parts({ kind: 'image' })]).toEqual([1, 1]);
  expect(desk.sent()).toEqual([]);
});
