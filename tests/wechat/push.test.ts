import fc from 'fast-check';
import { fieldRecords, fieldText, readPush } from '../../server/wechat/push';
import { parseFlatXml } from '../../server/wechat/flat-xml';
import { parseJson } from '../../server/wechat/json';
import { buildXml, parseAnyXml, parseXml, scanEncrypt } from '../../server/wechat/xml';

const fieldsOf = (raw: string) => readPush('wechat', raw)?.fields;

describe('XML', () => {
  it('keeps text exactly: digits, plus signs, blanks, entities, split CDATA', () => {
    const raw = '<xml><A><![CDATA[0012345]]></A><B><![CDATA[+8613800000000]]></B><C><![CDATA[  a  ]]></C><D><![CDATA[&lt;b&gt; &amp;]]></D><E><![CDATA[x]]]]><![CDATA[>y]]></E></xml>';
    expect(fieldsOf(raw)).toEqual({ A: '0012345', B: '+8613800000000', C: '  a  ', D: '&lt;b&gt; &amp;', E: 'x]]>y' });
  });

  it('does not expand entities', () => {
    expect(fieldsOf('<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><A>&a;</A></xml>')).toEqual({ A: '&a;' });
    expect(fieldsOf('<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>')).toBeUndefined();
  });

  it('refuses names that would reach into prototypes', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) expect(fieldsOf(`<xml><${name}><polluted>1</polluted></${name}></xml>`)).toBeUndefined();
    expect(fieldsOf('{"__proto__":{"polluted":"1"},"MsgType":"text"}')).toEqual({ MsgType: 'text' });
    expect({}).not.toHaveProperty('polluted');
  });

  it('reads the flat form as the real parser does, and leaves every other form to it', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }).filter((s) => !s.includes(']]>')).map((s) => `<![CDATA[${s}]]>`), fc.stringMatching(/^[0-9a-z]*$/), fc.constantFrom('<a>1</a>', '<![CDATA[a]]><![CDATA[b]]>', '<!-- c -->', '  '));
    const name = fc.constantFrom('A', 'B', 'MsgId', 'toString');
    fc.assert(fc.property(fc.array(fc.tuple(name, value)), fc.constantFrom('', '\n', ' '), (parts, gap) => {
      const text = `<xml>${parts.map(([n, v]) => `${gap}<${n}>${v}</${n}>`).join('')}${gap}</xml>`;
      const flat = parseFlatXml(text);
      const full = parseAnyXml(text);
      if (flat === undefined) return;
      expect(full === undefined ? undefined : Object.fromEntries(Object.entries(full).filter(([n]) => n !== '#text'))).toEqual(flat);
    }));
    expect(parseFlatXml('<xml><A><![CDATA[a]]></A>\n<B>1</B></xml>')).toEqual({ A: 'a', B: '1' });
    for (const other of ['', '<xml>', '<xml><A>', '<xml><A>1</B></xml>', '<xml><A>1</A></xml>x', '<xml><A x="1">1</A></xml>', '<xml><A><![CDATA[a</A></xml>']) expect(parseFlatXml(other)).toBeUndefined();
  });

  it('builds what it reads', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(parseXml(buildXml({ Content: text, N: { Inner: text } }))).toEqual({ Content: text, N: { Inner: text } });
    }));
    expect(parseXml(buildXml({ Content: 'a]]>b', List: [{ A: 1 }, { A: 2 }] }))).toEqual({ Content: 'a]]>b', List: [{ A: '1' }, { A: '2' }] });
  });

  it('finds the one ciphertext', () => {
    expect(scanEncrypt('<xml><Encrypt><![CDATA[YWI=]]></Encrypt></xml>')).toBe('YWI=');
    expect(scanEncrypt('<xml><Encrypt>YWI=</Encrypt></xml>')).toBe('YWI=');
    for (const none of ['', '<Encrypt>', '<Encrypt></Encrypt>', '<Encrypt>a b</Encrypt>', '<Encrypt>YQ==</Encrypt><Encrypt>YQ==</Encrypt>']) expect(scanEncrypt(none)).toBeUndefined();
  });
});

describe('JSON', () => {
  it('keeps the digits of large integers and nothing else changes', () => {
    expect(parseJson('{"id":22876340532172986,"n":-9007199254740993,"s":"22876340532172986 \\" 1","f":0.12345678901234567,"e":1e30,"i":7}'))
      .toEqual({ id: '22876340532172986', n: '-9007199254740993', s: '22876340532172986 " 1', f: 0.12345678901234567, e: 1e30, i: 7 });
  });

  it('takes nothing for JSON that is none, however its large numbers stand', () => {
    const part = fc.constantFrom('12345678901234567', '-12345678901234567', '012345678901234567', '-', '.', 'e', '{', '}', '[', ']', ':', ',', ' ', '"a"', '"', '\\', '1', 'null');
    fc.assert(fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = `[12345678901234567,${parts.join('')}]`;
      let valid = true;
      try { JSON.parse(text); } catch { valid = false; }
      expect(parseJson(text) !== undefined).toBe(valid);
    }), { numRuns: 2000 });
    for (const text of ['{12345678901234567:1}', '{"a":1,12345678901234567 :2}', '[012345678901234567]', '["12345678901234567]']) expect(parseJson(text)).toBeUndefined();
  });

  it('leaves digits inside a text alone, after an escaped quote too', () => {
    const text = '{"s":"a\\" 22876340532172986 \\"b\\\\","id":22876340532172986}';
    expect(parseJson(text)).toEqual({ s: 'a" 22876340532172986 "b\\', id: '22876340532172986' });
  });

  it('refuses nesting beyond reason without running out of stack', () => {
    expect(fieldsOf(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)).toBeUndefined();
    expect(fieldsOf(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).toBeUndefined();
    expect(fieldsOf('{"a":{"b":{"c":["1"]}}}')).toEqual({ a: { b: { c: ['1'] } } });
  });

  it('reads every other document as JSON.parse does', () => {
    fc.assert(fc.property(fc.json().filter((json) => !/[0-9]{16}/.test(json)), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }));
    fc.assert(fc.property(fc.bigInt(), fc.string(), (n, s) => {
      const expected = Number.isSafeInteger(Number(n)) ? Number(n) : String(n);
      expect(parseJson(`{"a":[${n},${JSON.stringify(s)}]}`)).toEqual({ a: [expected, s] });
    }));
  });

  it('takes a megabyte of quotes without effort', () => {
    expect(parseJson(`"${'\\"'.repeat(300_000)} 12345678901234567`)).toBeUndefined();
    expect(parseJson(`["${'\\"'.repeat(300_000)}",12345678901234567]`)).toHaveLength(2);
  });

  it('accepts a byte order mark', () => {
    expect(fieldsOf('\uFEFF{"MsgType":"text"}')).toEqual({ MsgType: 'text' });
  });
});

describe('lists that change their shape', () => {
  const one = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '1' };
  const two = { TemplateId: 't2', SubscribeStatusString: 'reject', PopupScene: '1' };
  const xml = (item: typeof one) => `<List><TemplateId>${item.TemplateId}</TemplateId><SubscribeStatusString>${item.SubscribeStatusString}</SubscribeStatusString><PopupScene>1</PopupScene></List>`;
  const event = 'subscribe_msg_popup_event';

  it.each([
    ['JSON object', JSON.stringify({ Event: event, List: one }), [one]],
    ['JSON array', JSON.stringify({ Event: event, List: [one, two] }), [one, two]],
    ['XML wrapper with one', `<xml><Event>${event}</Event><SubscribeMsgPopupEvent>${xml(one)}</SubscribeMsgPopupEvent></xml>`, [one]],
    ['XML wrapper with two', `<xml><Event>${event}</Event><SubscribeMsgPopupEvent>${xml(one)}${xml(two)}</SubscribeMsgPopupEvent></xml>`, [one, two]],
    ['XML wrapped one by one', `<xml><Event>${event}</Event><SubscribeMsgPopupEvent>${xml(one)}</SubscribeMsgPopupEvent><SubscribeMsgPopupEvent>${xml(two)}</SubscribeMsgPopupEvent></xml>`, [one, two]],
    ['none at all', JSON.stringify({ Event: event }), []],
  ])('%s', (_form, raw, expected) => {
    expect(fieldsOf(raw)).toEqual({ Event: event, List: expected });
  });

  it.each([['OptionIds', 'OptionId'], ['OpitonIds', 'OpitonId']])('WeCom card choices spelled %s', (ids, id) => {
    const item = (key: string, options: readonly string[]) => `<SelectedItem><QuestionKey>${key}</QuestionKey><${ids}>${options.map((o) => `<${id}>${o}</${id}>`).join('')}</${ids}></SelectedItem>`;
    const push = readPush('wecom', `<xml><Event>template_card_event</Event><SelectedItems>${item('q1', ['a', 'b'])}${item('q2', ['c'])}</SelectedItems></xml>`);
    expect(push === undefined ? [] : fieldRecords(push.fields, 'SelectedItems')).toEqual([{ QuestionKey: 'q1', OptionIds: ['a', 'b'] }, { QuestionKey: 'q2', OptionIds: ['c'] }]);
  });

  it('keeps events nobody has heard of', () => {
    const push = readPush('wecom', '<xml>\n<Event>brand_new</Event>\n<Deep>\n<A>1</A>\n<A>2</A>\n</Deep>\n</xml>');
    expect(push?.fields).toEqual({ Event: 'brand_new', Deep: { A: ['1', '2'] } });
    expect(push && fieldText(push.fields, 'Deep')).toBe('');
    expect(push?.raw).toContain('brand_new');
  });
});
