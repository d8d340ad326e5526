import { Value } from '@sinclair/typebox/value';
import { Entry } from '../../../shared/config/entry';
import { code, identity, noon, startContact, tickets, visitor, type ContactDesk } from './contact-desk';

let desk: ContactDesk;
beforeEach(async () => { desk = await startContact(); });
afterEach(() => desk.stop());

const typings = () => desk.calls('/cgi-bin/message/custom/typing').map((seen) => JSON.parse(seen.body) as unknown);

it('invites with a ticket of this visitor and a card that names the entry too', () => {
  const entry = Value.Default(Entry, { key: 'after-sales', site: 'shop', label: { zh: '售后', en: 'After-sales' }, channel: 'contact', ladder: [], overflow: { kind: 'leave-message' } });
  if (!Value.Check(Entry, entry)) throw new Error('the test wrote no entry');
  const invitation = desk.channel.invite(entry, visitor, noon);
  expect(invitation).toEqual({ kind: 'contact', sessionFrom: tickets.issue('after-sales', visitor, noon), cardTitle: '售后', cardPath: '/pages/entry/index?e=after-sales' });
});

describe('the typing sign', () => {
  it('is shown at most every 15 s to one visitor', async () => {
    await desk.channel.typing?.(identity);
    desk.pass(14_999);
    await desk.channel.typing?.(identity);
    expect(typings()).toEqual([{ touser: identity.subject, command: 'Typing' }]);
    await desk.channel.typing?.({ ...identity, subject: 'oOther' });
    desk.pass(1);
    await desk.channel.typing?.(identity);
    expect(typings()).toHaveLength(3);
  });

  it('may fail without anybody noticing', async () => {
    desk.answer('/cgi-bin/message/custom/typing', code(45080));
    await expect(desk.channel.typing?.(identity)).resolves.toBeUndefined();
    expect(desk.alarms).toEqual([]);
  });
});

describe('a file of the visitor', () => {
  const get = (answer: Parameters<ContactDesk['answer']>[1]) => {
    desk.answer('/cgi-bin/media/get', answer);
    return desk.channel.fetchMedia?.('m1');
  };

  it('is fetched by its id', async () => {
    const got = await get((_seen, response) => {
      response.setHeader('Content-Type', 'image/png');
      response.setHeader('Content-Disposition', 'attachment; filename="1.png"');
      response.end('PNG');
    });
    expect(got && { ...got, bytes: Buffer.from(got.bytes).toString() }).toEqual({ bytes: 'PNG', contentType: 'image/png' });
    expect(desk.calls('/cgi-bin/media/get')[0]?.query.get('media_id')).toBe('m1');
  });

  it('that is gone or too large is nothing', async () => {
    expect(await get(code(40007))).toBeUndefined();
    expect(await get((_seen, response) => { response.end(Buffer.alloc(10 * 1024 * 1024 + 1)); })).toBeUndefined();
  });
});

describe('a subscribe message', () => {
  const notify = (data: Record<string, string>, page = 'pages/entry/index?e=vip') => desk.channel.notify?.(identity, 'TPL', page, data);
  const bodies = () => desk.calls('/cgi-bin/message/subscribe/send').map((seen) => JSON.parse(seen.body) as { data: Record<string, { value: string }> });

  it('is addressed in full and opens the page', async () => {
    expect(await notify({ thing1: '李：4 条新回复' })).toEqual({ kind: 'sent' });
    await notify({ thing1: 'x' }, '');
    expect(bodies()).toEqual([
      { touser: identity.subject, template_id: 'TPL', page: 'pages/entry/index?e=vip', data: { thing1: { value: '李：4 条新回复' } }, miniprogram_state: 'formal', lang: 'zh_CN' },
      { touser: identity.subject, template_id: 'TPL', data: { thing1: { value: 'x' } }, miniprogram_state: 'formal', lang: 'zh_CN' },
    ]);
  });

  it('is cut to what each field takes, never refused for its length', async () => {
    await notify({
      thing1: '很'.repeat(30), thing2: '👨‍👩‍👧‍👦'.repeat(9), number3: '共 12.5 元', character_string4: `订单 A-${'7'.repeat(40)}`, phrase5: 'VIP客服已经回复您', phrase6: 'ok',
      name7: '一二三四五六七八九十甲', thing8: ' \n ', time9: '2025年10月9日 12:00', letter10: '7', thing11: '两\n行', toString: 'x'.repeat(50), number12: 'none',
    });
    const values = Object.fromEntries(Object.entries(bodies()[0]?.data ?? {}).map(([name, { value }]) => [name, value]));
    expect(values).toEqual({
      thing1: `${'很'.repeat(19)}…`, thing2: '👨‍👩‍👧‍👦👨‍👩‍👧‍👦…', number3: '12.5', character_string4: `A-${'7'.repeat(30)}`, phrase5: '客服已经回', phrase6: '消息',
      name7: '一二三四五六七八九…', thing8: '-', time9: '2025年10月9日 12:00', letter10: 'A', thing11: '两 行', toString: `${'x'.repeat(31)}…`, number12: '0',
    });
  });

  it.each([[43101, { kind: 'refused', why: 'permit-spent:43101' }], [47003, { kind: 'refused', why: 'content:47003' }], [-1, { kind: 'later', why: 'busy:-1' }]])('is %i', async (errcode, outcome) => {
    desk.answer('/cgi-bin/message/subscribe/send', code(errcode));
    expect(await notify({ thing1: 'x' })).toMatchObject(outcome);
  });
});
