import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReadTicket } from './channel';

/**
 * Carries a tap through WeChat's own screen. Bytes: length of the entry key, entry key, visitor (16), slot (4, big-endian),
 * the first 10 of an HMAC-SHA256 over all before; as base64url 43 to 84 characters, so it fits `session-from` (WeChat cuts
 * at 1000 bytes) and `scene_param` (WeCom: at most 128 bytes, only [0-9A-Za-z_-] survives percent-encoding unchanged).
 */
export interface Tickets {
  /** Byte-identical inside a 5-minute slot. `visitor`: 32 lower-case hex characters. Throws for anything else: our own bug. */
  issue(entryKey: string, visitor: string, now: number): string;
  /** Never throws. Expired, forged or cut: the entry is honoured, the visitor is not. A bare entry key is that entry. */
  read(text: string, now: number): ReadTicket;
}

const SLOT_MS = 300_000;
const LIFE_MS = 24 * 3_600_000;
const VISITOR = 16;
const SLOT = 4;
const MAC = 10;
const TAIL = VISITOR + SLOT + MAC;
const MAX_TEXT = 96;
const ENTRY_KEY = /^[a-z0-9][a-z0-9_-]{0,31}$/;
const VISITOR_ID = /^[0-9a-f]{32}$/;
const NOTHING: ReadTicket = { genuine: false };

export function createTickets(secret: string): Tickets {
  // A key of its own, so that nothing else signed with the same secret can pass for a ticket.
  const key = createHmac('sha256', secret).update('zhida ticket 1').digest();
  const macOf = (body: Uint8Array): Buffer => createHmac('sha256', key).update(body).digest().subarray(0, MAC);

  return {
    issue(entryKey, visitor, now) {
      if (!ENTRY_KEY.test(entryKey)) throw new Error('a ticket needs an entry key');
      if (!VISITOR_ID.test(visitor)) throw new Error('a ticket needs a visitor id of 32 hex characters');
      const end = 1 + entryKey.length;
      const bytes = Buffer.allocUnsafe(end + TAIL);
      bytes[0] = entryKey.length;
      bytes.write(entryKey, 1, 'latin1');
      bytes.write(visitor, end, 'hex');
      bytes.writeUInt32BE(Math.floor(now / SLOT_MS), end + VISITOR);
      macOf(bytes.subarray(0, end + VISITOR + SLOT)).copy(bytes, end + VISITOR + SLOT);
      return bytes.toString('base64url');
    },

    read(text, now) {
      // A ticket begins with an upper-case letter (its first byte is at most 32), an entry key never does.
      if (ENTRY_KEY.test(text)) return { entry: text, genuine: false };
      if (text.length > MAX_TEXT) return NOTHING;
      const bytes = Buffer.from(text, 'base64url');
      const end = 1 + (bytes[0] ?? 0);
      const entry = bytes.toString('latin1', 1, end);
      if (entry.length !== end - 1 || !ENTRY_KEY.test(entry)) return NOTHING;
      const macAt = end + VISITOR + SLOT;
      // One ticket has one spelling: characters that decoding skips or drops make it another text.
      if (bytes.length !== end + TAIL || bytes.toString('base64url') !== text) return { entry, genuine: false };
      const signed = timingSafeEqual(bytes.subarray(macAt), macOf(bytes.subarray(0, macAt)));
      const issuedAt = bytes.readUInt32BE(end + VISITOR) * SLOT_MS;
      // One slot ahead is another node's clock; a day is counted from the slot's end.
      const alive = now >= issuedAt - SLOT_MS && now < issuedAt + SLOT_MS + LIFE_MS;
      if (!signed || !alive) return { entry, genuine: false };
      return { entry, visitor: bytes.toString('hex', end, end + VISITOR), genuine: true };
    },
  };
}
