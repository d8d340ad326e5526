import fc from 'fast-check';
import { deliveryOf, partId } from '../../../server/channels/kf/message-id';

const hex = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));

it('names every part of every delivery in WeCom’s characters, and leads back', () => {
  fc.assert(fc.property(hex, fc.nat({ max: 999_999 }), (delivery, part) => {
    const id = partId(delivery, part) ?? '';
    expect(id).toMatch(/^[0-9a-zA-Z_-]{24,32}$/);
    expect(deliveryOf(id)).toBe(delivery);
  }));
});

it('two parts never share a name', () => {
  fc.assert(fc.property(hex, hex, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (a, b, one, other) => {
    expect(partId(a, one) === partId(b, other)).toBe(a === b && one === other);
  }));
});

it.each(['', 'MSGID', 'AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAA_', 'AAAAAAAAAAAAAAAAAAAAAA_x', 'AAAAAAAAAAAAAAAAAAAAAB_0', `${'A'.repeat(23)}_0`])('%s is no name of ours', (id) => {
  expect(deliveryOf(id)).toBeUndefined();
});

it.each([undefined, '', 'abc', 'FFEEDDCCBBAA99887766554433221100'])('a delivery %s has none', (delivery) => {
  expect(partId(delivery, 0)).toBeUndefined();
});
