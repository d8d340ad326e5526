import { appId, code, cutOff, identity, ok, openid, startContact, type ContactDesk } from './contact-desk';

let desk: ContactDesk;
beforeEach(async () => { desk = await startContact(); });
afterEach(() => desk.stop());

const text = (words: string, more: { progress?: number; attempts?: number; linksMeant?: boolean } = {}) =>
  desk.channel.deliver({ identity, body: { kind: 'text', text: words }, progress: 0, ...more });
const words = () => desk.sent().map((body) => (body as { text: { content: string } }).text.content);
const bytes = (value: string) => Buffer.byteLength(value, 'utf8');
const long = Array.from({ length: 200 }, (_, line) => `${line}客服回复👨‍👩‍👧‍👦，`).join('');

describe('a text', () => {
  it('is one message, addressed by openid', async () => {
    expect(await text('您好[微笑]')).toEqual({ kind: 'sent' });
    expect(desk.sent()).toEqual([{ touser: openid, msgtype: 'text', text: { content: '您好[微笑]' } }]);
  });

  it('too long for one message goes in as many as were counted, none torn, none lost', async () => {
    expect(await text(long)).toEqual({ kind: 'sent' });
    expect(words().join('')).toBe(long);
    expect(words()).toHaveLength(desk.channel.parts({ kind: 'text', text: long }));
    for (const part of words()) {
      expect(bytes(part)).toBeLessThanOrEqual(2048);
      // A family torn apart would begin or end with its joiner.
      expect(part).not.toMatch(/^\u200d|\u200d$/);
    }
  });

  it('continues after the parts that surely went', async () => {
    await text(long, { progress: 2 });
    const late = words();
    await text(long);
    expect(late).toEqual(words().slice(late.length + 2));
    expect(late).toHaveLength(desk.channel.parts({ kind: 'text', text: long }) - 2);
    expect(await text('short', { progress: 1 })).toEqual({ kind: 'sent' });
  });

  it('typed by a person makes no links; written by ops it may', async () => {
    await text('<a href="https://evil.example.cn">点我</a> 3<a<b');
    await text('<A HREF=x>y</A>');
    await text('<a href="https://shop.example.cn">官网</a>', { linksMeant: true });
    expect(words()).toEqual(['＜a href="https://evil.example.cn">点我</a> 3<a<b', '＜A HREF=x>y</A>', '<a href="https://shop.example.cn">官网</a>']);
  });

  it('of nothing is refused before WeChat is asked', async () => {
    expect(await text('  \n')).toEqual({ kind: 'refused', why: 'empty' });
    expect(desk.sent()).toEqual([]);
  });
});

describe('what WeChat’s answer means', () => {
  it.each([
    [-1, { kind: 'later', afterMs: 1000, why: 'busy:-1' }],
    [45011, { kind: 'later', afterMs: 60_000, why: 'rate:45011' }],
    [45015, { kind: 'held', why: 'window-closed:45015' }],
    [45047, { kind: 'held', why: 'count-spent:45047' }],
    [45002, { kind: 'refused', why: 'too-long:45002' }],
    [40003, { kind: 'refused', why: 'bad-recipient:40003' }],
    [43019, { kind: 'refused', why: 'blocked:43019' }],
    [40008, { kind: 'refused', why: 'bad-request:40008' }],
    [99999, { kind: 'refused', why: 'bad-request:99999' }],
    [40001, { kind: 'later', afterMs: 5000, why: 'token:40001' }],
  ])('%i', async (errcode, outcome) => {
    desk.answerSends(code(errcode));
    expect(await text('您好')).toEqual(outcome);
    expect(desk.alarms).toEqual([]);
  });

  it.each([[45009, 'quota'], [48001, 'settings'], [40164, 'settings']])('%i keeps the message and tells ops', async (errcode, why) => {
    desk.answerSends(code(errcode));
    expect(await text('您好')).toMatchObject({ kind: 'later', why: `${why}:${errcode}` });
    expect(desk.alarms).toMatchObject([{ key: `wechat:${errcode}`, level: 'error', zh: expect.stringContaining(String(errcode)) }]);
    expect(JSON.stringify(desk.alarms)).not.toMatch(new RegExp(`您好|${openid}|${appId}`));
  });

  it('waits longer each time it is tried again', async () => {
    const waitOf = async (errcode: number, attempts: number) => {
      desk.answerSends(code(errcode));
      const outcome = await text('您好', { attempts });
      return outcome.kind === 'later' ? outcome.afterMs : undefined;
    };
    expect([await waitOf(-1, 0), await waitOf(-1, 3), await waitOf(-1, 500)]).toEqual([1000, 8000, 60_000]);
    expect([await waitOf(45009, 0), await waitOf(45009, 3)]).toEqual([900_000, 3_600_000]);
    expect([await waitOf(48001, 0), await waitOf(48001, 50)]).toEqual([60_000, 3_600_000]);
  });

  it('a connection cut after the request leaves it open whether it arrived', async () => {
    desk.answerSends(cutOff);
    expect(await text('您好')).toEqual({ kind: 'unknown', why: 'no-answer:ECONNRESET' });
    expect(desk.sent()).toHaveLength(1);
    desk.answerSends((_seen, response) => { response.statusCode = 502; response.end('bad gateway'); });
    expect(await text('您好')).toEqual({ kind: 'unknown', why: 'no-answer:HTTP-502' });
  });

  it('no connection at all means surely not sent', async () => {
    await desk.goDown();
    expect(await text('您好')).toMatchObject({ kind: 'later', afterMs: 1000, why: 'not-sent:ECONNREFUSED' });
  });
});

describe('a text of three parts that fails at the second', () => {
  const three = 'x'.repeat(5000);
  it.each([
    ['is busy', code(-1), { kind: 'later', why: 'busy:-1', sentParts: 1 }],
    ['spent the allowance', code(45047), { kind: 'held', why: 'count-spent:45047', sentParts: 1 }],
    ['left it open', cutOff, { kind: 'unknown', sentParts: 1 }],
  ])('because WeChat %s says what surely went', async (_name, failure, outcome) => {
    desk.answerSends(ok, failure);
    expect(await text(three)).toMatchObject(outcome);
    expect(desk.sent()).toHaveLength(2);
  });

  it('goes on there, and counts the parts of both attempts', async () => {
    desk.answerSends(ok, code(-1));
    await text(three, { progress: 1 });
    expect(await text(three, { progress: 2 })).toMatchObject({ kind: 'later', sentParts: 2 });
    desk.answerSends(ok);
    expect(await text(three, { progress: 2 })).toEqual({ kind: 'sent' });
    expect(words().filter((part) => part.length === 1000)).toHaveLength(3);
  });
});
