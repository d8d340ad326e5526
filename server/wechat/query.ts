/** A query as the web framework hands it over; a repeated key arrives as a list. */
export type RawQuery = Readonly<Record<string, unknown>>;

/** The parts of a callback's query, kept exactly as sent: turning `timestamp` into a number would break the signature. */
export interface CallbackQuery {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly msgSignature: string;
  readonly echo: string;
}

/** Answers `undefined` when a key we use is repeated or overlong; missing ones are ''. */
export function readQuery(query: RawQuery): CallbackQuery | undefined {
  const timestamp = one(query.timestamp, 32);
  const nonce = one(query.nonce, 256);
  const signature = one(query.signature, 64);
  const msgSignature = one(query.msg_signature, 64);
  const echo = one(query.echostr, 4096);
  if (timestamp === undefined || nonce === undefined || signature === undefined || msgSignature === undefined || echo === undefined) {
    return undefined;
  }
  return { timestamp, nonce, signature, msgSignature, echo };
}

function one(value: unknown, maxLength: number): string | undefined {
  if (value === undefined) return '';
  return typeof value === 'string' && value.length <= maxLength ? value : undefined;
}
