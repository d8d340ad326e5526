import { toJson, toXml } from '../../sandbox/render';

describe('how the platforms write messages', () => {
  it('keeps a 64-bit MsgId exact in JSON, where JSON.parse would damage it', () => {
    const json = toJson({ MsgId: 24581632112345679n, Content: 'a "b" 你好' });
    expect(json).toBe('{"MsgId":24581632112345679,"Content":"a \\"b\\" 你好"}');
    expect(JSON.stringify(JSON.parse(json))).not.toContain('24581632112345679');
  });

  it('puts strings into CDATA, numbers bare, lists as repeated elements', () => {
    expect(toXml({ A: '<b>&', N: 5, E: '', L: [{ X: '1' }, { X: '2' }] }))
      .toBe('<xml><A><![CDATA[<b>&]]></A><N>5</N><E><![CDATA[]]></E><L><X><![CDATA[1]]></X></L><L><X><![CDATA[2]]></X></L></xml>');
  });

  it('splits the end mark of CDATA over two sections', () => {
    expect(toXml({ A: 'x]]>y' })).toBe('<xml><A><![CDATA[x]]]]><![CDATA[>y]]></A></xml>');
  });
});
