/** Every identifier the two platforms hand out. */
export interface Ids {
  /** 28 characters beginning with `o`, as WeChat's. */
  openid(): string;
  /** Opaque token of `bytes` random bytes, base64url. */
  opaque(bytes: number): string;
  /** 64-bit message id beyond 2^53, so that a lossy JSON.parse shows. Strictly growing. */
  msgId(): bigint;
  /** Decimal nonce of 9 or 10 digits. */
  nonce(): string;
  /** Request id as printed at the end of WeChat's errmsg: three groups of 8 hex digits. */
  rid(): string;
  random16(): Buffer;
  /** Small counter for the sandbox's own list entries. */
  next(prefix: string): string;
}

const FIRST_MSG_ID = 24_581_632_112_345_677n;

export function createIds(randomBytes: (size: number) => Buffer): Ids {
  let lastMsgId = FIRST_MSG_ID;
  let counter = 0;
  const hex = () => randomBytes(4).toString('hex');
  return {
    openid: () => `o${randomBytes(21).toString('base64url').slice(0, 27)}`,
    opaque: (bytes) => randomBytes(bytes).toString('base64url'),
    msgId: () => (lastMsgId += 2n),
    nonce: () => String(100_000_000 + (randomBytes(4).readUInt32BE(0) % 1_900_000_000)),
    rid: () => `${hex()}-${hex()}-${hex()}`,
    random16: () => randomBytes(16),
    next: (prefix) => `${prefix}${(counter += 1)}`,
  };
}
