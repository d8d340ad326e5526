/**
 * Parses JSON and keeps whole numbers beyond 2^53 as strings, digits unchanged.
 * WeChat: MsgId is a 64-bit integer (22876340532172986 was seen); JSON.parse would make two different messages share a key.
 * Answers `undefined` for anything that is not JSON.
 */
export function parseJson(text: string): unknown {
  return attempt(/[0-9]{16}/.test(text) ? quoteLargeIntegers(text) : text);
}

/** A JSON object, or `undefined` for everything else: arrays, `null`, bare values and broken text. */
export function parseJsonRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

/** The same where no number matters, which spares looking for large ones. */
export function parsePlainJson(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = attempt(text);
  return isRecord(value) ? value : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attempt(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

const WHOLE = /^-?(?:0|[1-9][0-9]*)$/;

/** What is not JSON stays so: only what may stand where a text may stand as well is quoted, hence no numbers in the place of a name. */
function quoteLargeIntegers(text: string): string {
  let out = '';
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = endOfString(text, at);
    } else if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) {
      NUMBER.lastIndex = at;
      const token = NUMBER.exec(text)?.[0] ?? text.charAt(at);
      if (token.length > 15 && WHOLE.test(token) && !Number.isSafeInteger(Number(token)) && !/[ \t\r\n]*:/y.test(text.slice(at + token.length))) {
        out += `${text.slice(copied, at)}"${token}"`;
        copied = at + token.length;
      }
      at += token.length;
    } else {
      at += 1;
    }
  }
  return out + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return at;
}
