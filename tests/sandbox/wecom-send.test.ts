import { at, form, openSandbox, PNG, textAt, type Json, type Sandbox } from './stage';

let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  sandbox = await openSandbox({ wecom: { callbackUrl: 'http://127.0.0.1:9/none', attempts: 1 } });
  token = await sandbox.wecomToken();
  for (const userid of ['li', 'wang']) await sandbox.post('/control/members', { userid });
});
afterEach(() => sandbox.close());

const send = (body: Json) => sandbox.post(`/cgi-bin/message/send?access_token=${token}`, { touser: 'li', agentid: sandbox.settings.wecom.agentId, ...body });
const text = (content: string, over: Json = {}) => send({ msgtype: 'text', text: { content }, ...over });
const phone = (userid = 'li') => sandbox.get(`/control/members/${userid}/phone`);

describe('message/send', () => {
  it('reaches the named members, or all', async () => {
    expect(await text('a')).toMatchObject({ errcode: 0, invaliduser: '', msgid: expect.any(String) as unknown });
    await text('b', { touser: 'li|wang' });
    await text('c', { touser: '@all' });
    expect(at(await phone(), 'received')).toMatchObject([{ content: 'a' }, { content: 'b' }, { content: 'c' }]);
    expect(at(await phone('wang'), 'received')).toMatchObject([{ content: 'b' }, { content: 'c' }]);
  });

  it('lists invalid members; 81013 when nobody is left', async () => {
    await sandbox.post('/control/members', { userid: 'off', status: 2 });
    await sandbox.post('/control/members', { userid: 'hidden', visible: false });
    expect(await text('a', { touser: 'li|zhao|off|hidden' })).toMatchObject({ errcode: 0, invaliduser: 'zhao|off|hidden' });
    expect(await text('a', { touser: 'zhao' })).toMatchObject({ errcode: 81013 });
    expect(await text('a', { touser: '' })).toMatchObject({ errcode: 40058 });
    expect(at(await phone('hidden'), 'received')).toHaveLength(0);
  });

  it('checks the agent id, the kind and the token', async () => {
    expect(await text('a', { agentid: 1 })).toMatchObject({ errcode: 301002 });
    expect(await text('a', { agentid: 'x' })).toMatchObject({ errcode: 40056 });
    expect(await send({ msgtype: 'hologram' })).toMatchObject({ errcode: 40008 });
    expect(await text('')).toMatchObject({ errcode: 44004 });
    expect(await sandbox.post('/cgi-bin/message/send', {})).toMatchObject({ errcode: 41001 });
    await sandbox.post('/control/tokens/invalidate', { platform: 'wecom', how: 'killed' });
    const wrong = await text('a');
    expect(wrong).toMatchObject({ errcode: 40014 });
    expect(textAt(wrong, 'errmsg')).toMatch(/, hint: \[\d+\], from ip: .+e=40014$/);
  });

  it('cuts text at 2048 bytes between characters, refuses longer markdown and textcards', async () => {
    await text('你'.repeat(700));
    expect(textAt(await phone(), 'received.0.content')).toBe('你'.repeat(682));
    expect(await send({ msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) } })).toMatchObject({ errcode: 45002 });
    const card = { title: 't', description: 'd', url: 'https://a' };
    expect(await send({ msgtype: 'textcard', textcard: card })).toMatchObject({ errcode: 0 });
    expect(await send({ msgtype: 'textcard', textcard: { ...card, title: '你'.repeat(43) } })).toMatchObject({ errcode: 45002 });
    expect(await send({ msgtype: 'textcard', textcard: { ...card, description: 'd'.repeat(513) } })).toMatchObject({ errcode: 45002 });
    expect(await send({ msgtype: 'textcard', textcard: { ...card, btntxt: '五个字太长' } })).toMatchObject({ errcode: 45002 });
    expect(await send({ msgtype: 'textcard', textcard: { title: 't' } })).toMatchObject({ errcode: 40063 });
  });

  it('swallows what is over 30 a minute for one member, others unharmed', async () => {
    for (let n = 1; n <= 31; n += 1) expect(await text(`${n}`)).toMatchObject({ errcode: 0 });
    expect(await text('x', { touser: 'wang' })).toMatchObject({ errcode: 0 });
    expect(at(await phone(), 'received')).toHaveLength(30);
    expect(at(await phone('wang'), 'received')).toHaveLength(1);
    expect(at(await sandbox.ledger('type=accepted'), 'entries.30')).toMatchObject({ shown: false, why: 'over the limit per minute' });
    await sandbox.advance(60_000);
    await text('later');
    expect(at(await phone(), 'received')).toHaveLength(31);
    await sandbox.patch('/control/settings', { wecom: { overLimit: 'refuse', perMemberPerMinute: 1 } });
    expect(await text('no')).toMatchObject({ errcode: 45009 });
  });

  it('drops the same content within the interval when asked to', async () => {
    const twice = { enable_duplicate_check: 1, duplicate_check_interval: 60 };
    await text('a', twice);
    await text('a', twice);
    await text('b', twice);
    expect(at(await phone(), 'received')).toHaveLength(2);
    await sandbox.advance(60_000);
    await text('a', twice);
    await text('a');
    expect(at(await phone(), 'received')).toHaveLength(4);
  });

  it('compares only what asked for it, for each member, over 1800 s unless told and 4 h at most', async () => {
    const check = { enable_duplicate_check: 1 };
    await text('a');
    await text('a', check);
    await text('a', { ...check, touser: 'wang' });
    await text('a', { enable_duplicate_check: 0, duplicate_check_interval: 60 });
    expect([at(await phone(), 'received'), at(await phone('wang'), 'received')]).toMatchObject([{ length: 3 }, { length: 1 }]);
    await sandbox.advance(1_799_000);
    await text('a', check);
    expect(at(await phone(), 'received')).toHaveLength(3);
    expect(at(await sandbox.ledger('type=accepted'), 'entries.4')).toMatchObject({ shown: false, why: 'duplicate' });
    await sandbox.advance(1_000);
    await text('a', check);
    expect(at(await phone(), 'received')).toHaveLength(4);
    for (const [ms, shown] of [[7_199_000, 4], [7_199_000, 4], [2_000, 5]] as const) {
      await sandbox.advance(ms);
      token = await sandbox.wecomToken();
      await text('a', { ...check, duplicate_check_interval: 100_000 });
      expect(at(await phone(), 'received')).toHaveLength(shown);
    }
  });

  it('shows repetitions where the check knows none', async () => {
    await sandbox.patch('/control/settings', { wecom: { repetition: 'nothing' } });
    for (let n = 0; n < 2; n += 1) await text('a', { enable_duplicate_check: 1 });
    expect(at(await phone(), 'received')).toHaveLength(2);
  });

  it('recalls within 24 h', async () => {
    const msgid = textAt(await text('oops'), 'msgid');
    const recall = (id: string) => sandbox.post(`/cgi-bin/message/recall?access_token=${token}`, { msgid: id });
    expect(await recall(msgid)).toMatchObject({ errcode: 0 });
    expect(at(await phone(), 'received.0')).toMatchObject({ recalled: true, content: '' });
    expect(await recall('none')).toMatchObject({ errcode: 40058 });
    const old = textAt(await text('b'), 'msgid');
    await sandbox.advance(24 * 3_600_000);
    token = await sandbox.wecomToken();
    expect(await recall(old)).toMatchObject({ errcode: 40058 });
  });
});

describe('WeCom media', () => {
  const upload = async (bytes: Buffer, type: string, name = 'a.png') => {
    const response = await fetch(`${sandbox.base}/cgi-bin/media/upload?access_token=${token}&type=${type}`, { method: 'POST', body: form(bytes, name) });
    const answer: unknown = await response.json();
    return answer;
  };

  it('goes out as image and file for 3 days; created_at is text', async () => {
    const stored = await upload(PNG, 'image');
    expect(stored).toMatchObject({ errcode: 0, type: 'image', created_at: expect.any(String) as unknown });
    const mediaId = textAt(stored, 'media_id');
    expect(await send({ msgtype: 'image', image: { media_id: mediaId } })).toMatchObject({ errcode: 0 });
    const fileId = textAt(await upload(Buffer.from('text inside'), 'file', '说明.txt'), 'media_id');
    expect(await send({ msgtype: 'file', file: { media_id: fileId } })).toMatchObject({ errcode: 0 });
    expect(at(await phone(), 'received')).toMatchObject([{ kind: 'image', media: { mediaId } }, { kind: 'file', content: '说明.txt' }]);
    const got = await fetch(`${sandbox.base}/cgi-bin/media/get?access_token=${token}&media_id=${fileId}`);
    expect(await got.text()).toBe('text inside');
    await sandbox.advance(72 * 3_600_000);
    token = await sandbox.wecomToken();
    expect(await send({ msgtype: 'image', image: { media_id: mediaId } })).toMatchObject({ errcode: 40007 });
  });

  it('has a least size and checks the type', async () => {
    expect(await upload(Buffer.from('12345'), 'file')).toMatchObject({ errcode: 40006 });
    expect(await upload(PNG, 'hologram')).toMatchObject({ errcode: 40004 });
    expect(await upload(Buffer.from('not a picture'), 'image')).toMatchObject({ errcode: 40009 });
  });
});
