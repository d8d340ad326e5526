import { textParts } from '../../../console/widget/text-parts';

const links = (text: string): string[] => textParts(text).flatMap((part) => ('link' in part ? [part.text] : []));

test('nothing of the text is lost or doubled', () => {
  for (const text of ['', 'a', 'https://a.example', '见 https://a.example/x，谢谢', 'a https://a.example b http://b.example.', 'https://', 'https://a.example/(x)']) {
    expect(textParts(text).map((part) => part.text).join('')).toBe(text);
  }
});

test.each([
  ['看这里：https://a.example/订单?id=1&b=2，谢谢', 'https://a.example/订单?id=1&b=2'],
  ['（https://a.example/x）', 'https://a.example/x'],
  ['see https://a.example/x.', 'https://a.example/x'],
  ['wiki https://a.example/Foo_(bar)', 'https://a.example/Foo_(bar)'],
  ['(https://a.example/x)', 'https://a.example/x'],
  ['HTTPS://A.EXAMPLE', 'HTTPS://A.EXAMPLE'],
])('%s', (text, link) => {
  expect(links(text)).toEqual([link]);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'a.example', 'jAvAsCrIpT://https/%0aalert(1)', 'mailto:a@b.example'])('%s is no link', (text) => {
  expect(links(text)).toEqual([]);
});

test('what opens is an address of http or https, whatever is shown', () => {
  const [part] = textParts('https://a.example/"><img src=x>');
  expect(part).toEqual({ text: 'https://a.example/', link: 'https://a.example/' });
});
