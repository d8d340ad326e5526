import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isInside } from '../../server/webhooks/inside-address';
import { createWebhookSender } from '../../server/webhooks/post-webhook';
import type { HostAddress } from '../../server/webhooks/resolve-host';

const INSIDE = [
  '127.0.0.1', '127.8.9.10', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.100.200', '168.63.129.16',
  '224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', 'fe80::1', 'fc00::1', 'fd00:ec2::254',
  'fec0::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::1', '2001:db8::1', 'no address', '',
];
const OUTSIDE = ['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '192.167.1.1', '169.253.1.1', '100.128.0.1', '2400:3200::1', '2606:4700::1111', '::ffff:8.8.8.8'];

test.each(INSIDE)('%s is inside', (address) => expect(isInside(address)).toBe(true));
test.each(OUTSIDE)('%s is outside', (address) => expect(isInside(address)).toBe(false));

const event = { secret: 's', event: 'test', eventId: 'e1', body: '{}' };
const names = (known: Record<string, HostAddress[]>) => async (name: string): Promise<HostAddress[]> => {
  const found = known[name];
  if (!found) throw new Error('ENOTFOUND');
  return found;
};
const v4 = (...addresses: string[]): HostAddress[] => addresses.map((address) => ({ address, family: 4 }));

describe('a sender that stays outside', () => {
  let asked = 0;
  const server = createServer((_, response) => { asked += 1; response.end(); });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => { asked = 0; });
  afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }));

  const senderWith = (known: Record<string, HostAddress[]>, allowInside = false) => createWebhookSender({ now: Date.now, allowInside, resolve: names(known) });

  test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', 'localhost'])('neither accepts nor calls %s', async (host) => {
    const sender = senderWith({ localhost: v4('127.0.0.1') });
    const url = `http://${host}:${port}/hook`;
    expect(await sender.allows(url)).toBe(false);
    expect(await sender.post({ ...event, url })).toEqual({ kind: 'refused', why: 'address-inside' });
    expect(asked).toBe(0);
  });

  test('a name that led outside when it was saved and leads inside now is not called', async () => {
    const known: Record<string, HostAddress[]> = { 'shop.example': v4('1.1.1.1') };
    const sender = senderWith(known);
    const url = `http://shop.example:${port}/hook`;
    expect(await sender.allows(url)).toBe(true);
    known['shop.example'] = v4('1.1.1.1', '127.0.0.1');
    expect(await sender.post({ ...event, url })).toEqual({ kind: 'refused', why: 'address-inside' });
    expect(asked).toBe(0);
  });

  test('a name that leads nowhere may be saved, and is tried again when it is called', async () => {
    const sender = senderWith({});
    expect(await sender.allows('https://later.example/hook')).toBe(true);
    expect(await sender.post({ ...event, url: 'https://later.example/hook' })).toEqual({ kind: 'unknown', why: 'unreachable' });
  });

  test('the setting lets it inside', async () => {
    const sender = createWebhookSender({ now: Date.now, allowInside: true });
    const url = `http://127.0.0.1:${port}/hook`;
    expect(await sender.allows(url)).toBe(true);
    expect(await sender.post({ ...event, url })).toEqual({ kind: 'sent' });
    expect(asked).toBe(1);
  });
});
