const DELIVERY = /^[0-9a-f]{32}$/;
const OURS = /^([0-9A-Za-z_-]{22})_([0-9]{1,6})$/;

/**
 * Names one part of a delivery so that WeCom refuses a second copy (at most 32 of `[0-9a-zA-Z_-]`, unique per account) and a
 * failure told later leads back to it. Undefined for a delivery without an id of 32 hex characters: it goes without a name.
 */
export function partId(delivery: string | undefined, part: number): string | undefined {
  if (delivery === undefined || !DELIVERY.test(delivery)) return undefined;
  return `${Buffer.from(delivery, 'hex').toString('base64url')}_${part}`;
}

/** The delivery a part belongs to; undefined for messages that are no deliveries of ours. */
export function deliveryOf(msgId: string): string | undefined {
  const bytes = OURS.exec(msgId)?.[1];
  if (bytes === undefined) return undefined;
  const delivery = Buffer.from(bytes, 'base64url');
  // 22 characters hold 4 bits more than 16 bytes: one delivery has one spelling.
  return delivery.toString('base64url') === bytes ? delivery.toString('hex') : undefined;
}
