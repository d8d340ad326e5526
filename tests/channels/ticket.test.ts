import fc from 'fast-check';
import { createTickets } from '../../server/channels/ticket';

const SLOT = 300_000;
const DAY = 24 * 3_600_000;
const visitor = '00112233445566778899aabbccddeeff';
const noon = 1_760_000_100_000;
const tickets = createTickets('a secret nobody knows');

const anyKey = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/);
const anyVisitor = fc.stringMatching(/^[0-9a-f]{32}$/);
const anyTime = fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 });

describe('a ticket', () => {
  it('carries entry and visitor through one form that both platforms leave unchanged', () => {
    fc.assert(fc.property(anyKey, anyVisitor, anyTime, (key, who, now) => {
      const text = tickets.issue(key, who, now);
      expect(text).toMatch(/^[0-9A-Za-z_-]{43,96}$/);
      expect(encodeURIComponent(text)).toBe(text);
      expect(tickets.read(text, now)).toEqual({ entry: key, visitor: who, genuine: true });
    }));
  });

  it('is the same inside a five-minute slot and another one in the next', () => {
    const start = Math.ceil(noon / SLOT) * SLOT;
    expect(tickets.issue('vip', visitor, start + SLOT - 1)).toBe(tickets.issue('vip', visitor, start));
    expect(tickets.issue('vip', visitor, start + SLOT)).not.toBe(tickets.issue('vip', visitor, start));
  });

  it('lives 24 hours, after which the entry is honoured and the visitor is not', () => {
    const start = Math.ceil(noon / SLOT) * SLOT;
    const text = tickets.issue('vip', visitor, start + SLOT - 1);
    expect(tickets.read(text, start + SLOT - 1 + DAY)).toEqual({ entry: 'vip', visitor, genuine: true });
    expect(tickets.read(text, start + SLOT + DAY)).toEqual({ entry: 'vip', genuine: false });
    expect(tickets.read(text, start - SLOT)).toEqual({ entry: 'vip', visitor, genuine: true });
    expect(tickets.read(text, start - SLOT - 1)).toEqual({ entry: 'vip', genuine: false });
  });

  it('of another server is honoured for its entry alone', () => {
    const foreign = createTickets('another secret').issue('after-sales', visitor, noon);
    expect(tickets.read(foreign, noon)).toEqual({ entry: 'after-sales', genuine: false });
  });

  it('never names a visitor once any character was changed, added or lost', () => {
    fc.assert(fc.property(anyKey, fc.nat(), fc.constantFrom('A', 'B', 'z', '0', '-', '_', ' ', '=', '%', '中'), fc.boolean(), (key, where, put, replace) => {
      const text = tickets.issue(key, visitor, noon);
      const at = where % (text.length + 1);
      const changed = text.slice(0, at) + put + text.slice(replace ? at + 1 : at);
      fc.pre(changed !== text);
      const read = tickets.read(changed, noon);
      expect(read).toMatchObject({ genuine: false });
      expect(read).not.toHaveProperty('visitor');
    }), { numRuns: 500 });
  });

  it('cut short by the platform still names the entry when that much is left, and is never taken for a bare key', () => {
    const text = tickets.issue('after-sales', visitor, noon);
    for (let length = 0; length < text.length; length += 1) {
      const read = tickets.read(text.slice(0, length), noon);
      expect(read.genuine).toBe(false);
      expect([undefined, 'after-sales']).toContain(read.entry);
      expect(read.entry !== undefined).toBe(length >= 16);
    }
  });

  it('written by hand as a bare entry key is that entry, not genuine', () => {
    expect(tickets.read('after-sales', noon)).toEqual({ entry: 'after-sales', genuine: false });
    fc.assert(fc.property(anyKey, (key) => expect(tickets.read(key, noon)).toEqual({ entry: key, genuine: false })));
  });

  it('is nothing when it is neither', () => {
    for (const text of ['', ' ', 'After-Sales', '{"entry":"vip"}', '__proto__', '售后', 'a'.repeat(33), '\u0000', 'vip\n', '%E5%94%AE', '-vip', 'x'.repeat(100_000)]) {
      expect(tickets.read(text, noon)).toEqual({ genuine: false });
    }
  });

  it('never throws for whatever a phone sends', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 80 }).map((b) => Buffer.from(b).toString('base64url'))), anyTime, (text, now) => {
      expect(tickets.read(text, now)).toMatchObject({ genuine: false });
    }), { numRuns: 1000 });
  });

  it('is not issued for what can only be a mistake of ours', () => {
    for (const key of ['', 'VIP', 'a'.repeat(33), 'a b']) expect(() => tickets.issue(key, visitor, noon)).toThrow('entry key');
    for (const who of ['', 'o_123', visitor.toUpperCase(), `${visitor}00`]) expect(() => tickets.issue('vip', who, noon)).toThrow('visitor');
  });
});
