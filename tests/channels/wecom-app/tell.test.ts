import type { Piece } from '../../../server/agent-channels/agent-channel';
import { code, cutOff, ok, SEND, startAgentDesk, UPLOAD, type AgentDesk } from './agent-desk';

let desk: AgentDesk;
beforeEach(async () => { desk = await startAgentDesk(); });
afterEach(() => desk.stop());

const tell = (piece: Piece, attempts?: number) => desk.channel.tell('li.lei', piece, attempts);
const hello = () => tell({ form: 'text', text: '张三：在吗？' });
const points = (text: string) => [...text].length;

const card = (more: Partial<Extract<Piece, { form: 'card' }>> = {}): Extract<Piece, { form: 'card' }> => ({
  form: 'card', id: '0199a1b2c3d4', title: '新会话 · 张三', lines: [{ name: '入口', value: '售后' }],
  buttons: [
    { text: '回复', action: 'reply', look: 'primary', conversation: 'c1' }, { text: '转接', action: 'transfer-to', look: 'plain', conversation: 'c1', to: 'wang' },
    { text: '结束', action: 'end', look: 'danger', conversation: 'c1' },
  ],
  ...more,
});
interface SentCard { main_title: { title: string; desc?: string }; sub_title_text?: string; horizontal_content_list?: { keyname: string; value: string }[]; button_list: { text: string }[] }
const sentCard = () => desk.sent()[0]?.template_card as SentCard;

describe('a text', () => {
  it('goes to one member by the application', async () => {
    expect(await hello()).toEqual({ kind: 'sent' });
    expect(desk.sent()).toEqual([{ touser: 'li.lei', msgtype: 'text', agentid: 1_000_002, text: { content: '张三：在吗？' } }]);
    expect(await tell({ form: 'text', text: ' ' })).toEqual({ kind: 'refused', why: 'empty' });
  });

  it('is split so that WeCom cuts nothing off', () => {
    const long = '订单😀'.repeat(1000);
    const parts = desk.channel.split(long);
    expect(parts.join('')).toBe(long);
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(2048);
    expect(parts.length).toBe(Math.ceil(10_000 / 2040));
    expect(desk.channel.perMinute).toBe(30);
  });
});

describe('a text with WeCom’s duplicate check', () => {
  beforeEach(async () => {
    await desk.stop();
    desk = await startAgentDesk({ duplicateCheck: true });
  });
  const text = (id: string, words = '张三：在吗？') => ({ form: 'text', text: words, id }) as const;
  const sentTexts = () => desk.sent().map((sent) => (sent.text as { content: string }).content);

  it('carries a mark of its own, the same each time, so that equal words of two people stay two messages', async () => {
    await tell(text('one'));
    await tell(text('one'));
    await tell(text('two'));
    expect(desk.sent()[0]).toMatchObject({ enable_duplicate_check: 1, duplicate_check_interval: 14_400 });
    const [first, again, other] = sentTexts();
    expect(first).toMatch(/^张三：在吗？\n#[0-9a-f]{8}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('is not asked for where the text has no id, since equal texts may be meant twice', async () => {
    await hello();
    expect(desk.sent()[0]).not.toHaveProperty('enable_duplicate_check');
    expect(desk.channel.repeatable({ form: 'text', text: 'x' }, 0)).toBe(false);
  });

  it('may be sent again as long as WeCom looks back, a picture never', () => {
    expect(desk.channel.repeatable(text('one'), 4 * 3_600_000 - 61_000)).toBe(true);
    expect(desk.channel.repeatable(text('one'), 4 * 3_600_000 - 60_000)).toBe(false);
    expect(desk.channel.repeatable({ form: 'image', bytes: Buffer.from('x'), contentType: 'image/png' }, 0)).toBe(false);
  });

  it('keeps its mark within WeCom’s 2048 bytes', async () => {
    for (const part of desk.channel.split('订单😀'.repeat(1000))) await tell(text('long', part));
    expect(Math.max(...sentTexts().map((content) => Buffer.byteLength(content)))).toBeLessThanOrEqual(2048);
    expect(sentTexts().every((content) => /#[0-9a-f]{8}$/.test(content))).toBe(true);
  });
});

it('without WeCom’s duplicate check no text is sent twice', async () => {
  await tell({ form: 'text', text: '张三：在吗？', id: 'one' });
  expect(desk.sent()[0]).toEqual({ touser: 'li.lei', msgtype: 'text', agentid: 1_000_002, text: { content: '张三：在吗？' } });
  expect(desk.channel.repeatable({ form: 'text', text: 'x', id: 'one' }, 0)).toBe(false);
});

describe('what WeCom’s answer means', () => {
  it.each([
    [-1, { kind: 'later', afterMs: 1000, why: 'busy:-1' }],
    [45009, { kind: 'later', afterMs: 60_000, why: 'rate:45009' }],
    [45033, { kind: 'later', afterMs: 1000, why: 'rate:45033' }],
    [60111, { kind: 'refused', why: 'agent-unreachable:60111' }],
    [81013, { kind: 'refused', why: 'agent-unreachable:81013' }],
    [44004, { kind: 'refused', why: 'content:44004' }],
    [12345, { kind: 'refused', why: 'bad-request:12345' }],
  ])('%i', async (errcode, outcome) => {
    desk.answer(SEND, code(errcode));
    expect(await hello()).toEqual(outcome);
    expect(desk.alarms).toEqual([]);
  });

  it.each([[60020, { kind: 'later', afterMs: 60_000, why: 'settings:60020' }], [60011, { kind: 'refused', why: 'agent-unreachable:60011' }]])('%i is for ops to put right', async (errcode, outcome) => {
    desk.answer(SEND, code(errcode));
    expect(await hello()).toEqual(outcome);
    expect(desk.alarms).toMatchObject([{ key: `wecom:${errcode}`, level: 'error' }]);
    expect(JSON.stringify(desk.alarms)).not.toMatch(/li\.lei|张三/);
  });

  it('a member among the invalid ones was not reached, though WeCom says ok', async () => {
    desk.answer(SEND, ok({ invaliduser: 'li.lei' }));
    expect(await hello()).toEqual({ kind: 'refused', why: 'agent-unreachable:81013' });
    desk.answer(SEND, ok({ unlicenseduser: 'li.lei' }));
    expect(await hello()).toMatchObject({ kind: 'refused' });
  });

  it('waits longer each time, and leaves open what it cannot know', async () => {
    desk.answer(SEND, code(-1));
    expect(await tell({ form: 'text', text: 'x' }, 4)).toMatchObject({ afterMs: 16_000 });
    desk.answer(SEND, cutOff);
    expect(await hello()).toEqual({ kind: 'unknown', why: 'no-answer:ECONNRESET' });
  });
});

describe('a card', () => {
  it('has buttons that come back as what they mean', async () => {
    desk.answer(SEND, ok({ response_code: 'R1' }));
    expect(await tell(card())).toEqual({ kind: 'sent', responseCode: 'R1' });
    expect(desk.sent()[0]?.template_card).toEqual({
      card_type: 'button_interaction', main_title: { title: '新会话 · 张三' }, task_id: '0199a1b2c3d4',
      horizontal_content_list: [{ keyname: '入口', value: '售后' }],
      button_list: [
        { type: 0, text: '回复', style: 1, key: 'reply|c1' }, { type: 0, text: '转接', style: 2, key: 'transfer-to|c1|wang' }, { type: 0, text: '结束', style: 3, key: 'end|c1' },
      ],
    });
  });

  it('is cut to WeCom’s characters, of which a family has seven', async () => {
    const family = '👨‍👩‍👧‍👦';
    await tell(card({
      title: family.repeat(20), subtitle: family.repeat(20), text: family.repeat(60), lines: [{ name: family, value: family.repeat(20) }, { name: ' ', value: 'x' }, { name: '备注', value: '' }],
      buttons: [{ text: family.repeat(9), action: 'take', look: 'primary' }],
    }));
    const sent = sentCard();
    expect([sent.main_title.title, sent.main_title.desc ?? '', sent.sub_title_text ?? ''].map(points)).toEqual([36, 43, 156]);
    expect(sent.horizontal_content_list?.map(({ keyname, value }) => [keyname, points(value)])).toEqual([['…', 29], ['备注', 1]]);
    expect(sent.button_list[0]?.text).toBe(`${family}…`);
  });

  it('whose title is too long says it in full below', async () => {
    const title = '发给张三的消息不确定是否送达，可能已收到，也可能没有收到，请先问一问他再决定。要重发吗？';
    await tell(card({ title, text: '第二行' }));
    expect(points(sentCard().main_title.title)).toBe(36);
    expect(sentCard().sub_title_text).toBe(`${title}\n第二行`);
  });

  it('that WeCom already has was told, and one of unknown fate may be sent again whenever', async () => {
    desk.answer(SEND, cutOff, code(42014));
    expect(await tell(card())).toEqual({ kind: 'unknown', why: 'no-answer:ECONNRESET' });
    expect(desk.channel.repeatable(card(), 30 * 24 * 3_600_000)).toBe(true);
    expect(await tell(card())).toEqual({ kind: 'sent' });
    expect(desk.channel.repeatable(card({ buttons: [] }), 0)).toBe(false);
  });

  it('without a button is a text, since WeCom refuses it as a card', async () => {
    await tell(card({ buttons: [], subtitle: '二', text: '三' }));
    expect(desk.sent()).toMatchObject([{ msgtype: 'text', text: { content: '新会话 · 张三\n二\n三\n入口：售后' } }]);
  });
});

describe('a picture', () => {
  const png = { form: 'image', bytes: Buffer.from('PNG bytes'), contentType: 'image/png' } as const;

  it('is uploaded once per content, for all agents', async () => {
    await tell(png);
    await desk.channel.tell('wang', png);
    expect(desk.calls(UPLOAD).map((seen) => seen.query.get('type'))).toEqual(['image']);
    expect(desk.sent()).toMatchObject([{ touser: 'li.lei', image: { media_id: 'media-1' } }, { touser: 'wang', image: { media_id: 'media-1' } }]);
  });

  it('WeCom does not show is sent as a file', async () => {
    await tell({ ...png, contentType: 'image/gif' });
    await tell({ ...png, bytes: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(desk.calls(UPLOAD).map((seen) => seen.query.get('type'))).toEqual(['file', 'file']);
    expect(desk.sent()).toMatchObject([{ msgtype: 'file' }, { msgtype: 'file' }]);
    expect(await tell({ ...png, bytes: Buffer.alloc(20 * 1024 * 1024 + 1) })).toEqual({ kind: 'refused', why: 'picture-too-large' });
  });

  it('whose id expired is uploaded again, once', async () => {
    desk.answer(SEND, code(40007), ok());
    expect(await tell(png)).toEqual({ kind: 'sent' });
    expect(desk.calls(UPLOAD)).toHaveLength(2);
    desk.answer(SEND, code(40007));
    expect(await tell(png)).toEqual({ kind: 'refused', why: 'media-expired:40007' });
  });

  it('that could not be uploaded is tried later', async () => {
    desk.answer(UPLOAD, cutOff);
    expect(await tell(png)).toMatchObject({ kind: 'later', why: 'not-sent:upload:-ECONNRESET' });
    expect(desk.sent()).toEqual([]);
  });
});

describe('a done card', () => {
  const UPDATE = '/cgi-bin/message/update_template_card';
  it('shows what became of it in place of its buttons', async () => {
    expect(await desk.channel.update('li.lei', 'R1', '已由王芳接走，谢谢您的关注')).toEqual({ kind: 'sent' });
    expect(desk.calls(UPDATE).map((seen) => JSON.parse(seen.body) as unknown)).toEqual([{ userids: ['li.lei'], agentid: 1_000_002, response_code: 'R1', button: { replace_name: '已由王芳接走，谢谢…' } }]);
  });

  it('may be too old, or nobody’s', async () => {
    desk.answer(UPDATE, code(42016), ok({ invaliduser: ['li.lei'] }));
    expect(await desk.channel.update('li.lei', 'R1', 'x')).toEqual({ kind: 'refused', why: 'expired:42016' });
    expect(await desk.channel.update('li.lei', 'R1', 'x')).toEqual({ kind: 'refused', why: 'agent-unreachable' });
  });
});

it('fetches an agent’s picture, and nothing for one that is gone', async () => {
  desk.answer('/cgi-bin/media/get', (_seen, response) => { response.setHeader('Content-Type', 'image/jpeg'); response.setHeader('Content-Disposition', 'attachment; filename="a.jpg"'); response.end('JPG'); }, code(40007));
  const got = await desk.channel.fetchMedia('m1');
  expect(got && [Buffer.from(got.bytes).toString(), got.contentType]).toEqual(['JPG', 'image/jpeg']);
  expect(await desk.channel.fetchMedia('m1')).toBeUndefined();
});
