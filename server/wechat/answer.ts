import { isRecord, parseJsonRecord } from './json';

/** The platform read the request and said no. `code` is its errcode; see errcodes for what to do about it. */
export interface PlatformFailure {
  readonly ok: false;
  readonly kind: 'platform';
  readonly code: number;
  /** The platform's own words, freed of secrets. Never compare them: they change. */
  readonly message: string;
  /** WeChat's request id, to be looked up within 7 days. */
  readonly rid?: string;
}

/** Surely not read by the platform (refused, unknown host, TLS, no connection in time): sending again cannot double anything. */
export interface NotSent {
  readonly ok: false;
  readonly kind: 'not-sent';
  readonly why: string;
}

/** The request may or may not have taken effect: reset or time-out after writing, 5xx, an answer nobody can read. */
export interface Unknown {
  readonly ok: false;
  readonly kind: 'unknown';
  readonly why: string;
}

export type CallFailure = PlatformFailure | NotSent | Unknown;
export type JsonRecord = Readonly<Record<string, unknown>>;
export type CallResult<T = JsonRecord> = { readonly ok: true; readonly body: T } | CallFailure;

/** Reads a complete answer. `secrets` are cut out of the platform's words, should it echo them. */
export function readAnswer(status: number, text: string, secrets: readonly string[]): CallResult {
  if (status >= 500) return { ok: false, kind: 'unknown', why: `HTTP ${status}` };
  const body = parseJsonRecord(text);
  if (body === undefined) return { ok: false, kind: 'unknown', why: `HTTP ${status}, answer is not a JSON object` };
  const failure = readErrcode(body, secrets);
  if (failure !== undefined) return failure;
  if (status >= 400) return { ok: false, kind: 'unknown', why: `HTTP ${status}` };
  return { ok: true, body };
}

/** WeChat and WeCom: errors come with HTTP 200 and errcode other than 0; successes carry 0 or no errcode at all. */
export function readErrcode(body: JsonRecord, secrets: readonly string[]): PlatformFailure | undefined {
  if (body.errcode === undefined || body.errcode === null) return undefined;
  const code = Number(body.errcode);
  if (code === 0) return undefined;
  const said = typeof body.errmsg === 'string' ? body.errmsg : '';
  const rid = /\brid: ?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})\b/i.exec(said)?.[1];
  const message = withoutSecrets(said, secrets).slice(0, 500);
  // An errcode that is no number is no code we can look up; NaN would compare unequal to itself in every table.
  const failure = { ok: false, kind: 'platform', code: Number.isNaN(code) ? -2 : code, message } as const;
  return rid === undefined ? failure : { ...failure, rid };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    clean = clean.split(secret).join('***').split(encodeURIComponent(secret)).join('***');
  }
  return clean;
}

/** A text field of an answer; '' when it is missing or no text. Numbers are printed, for ids that arrive as either. */
export function textOf(body: JsonRecord, name: string): string {
  const value = body[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** A whole number of an answer, written as number or in digits; undefined when it is missing or none. */
export function integerOf(body: JsonRecord, name: string): number | undefined {
  const value = body[name];
  const number = typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** The objects of a list field; whatever is no object is left out. */
export function recordsOf(body: JsonRecord, name: string): readonly JsonRecord[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The texts of a list field; whatever is no text is left out. */
export function textsOf(body: JsonRecord, name: string): readonly string[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Turns the body of a success into what the caller wants; failures pass through. */
export function mapBody<T, U>(result: CallResult<T>, read: (body: T) => U): CallResult<U> {
  return result.ok ? { ok: true, body: read(result.body) } : result;
}
