/** The status of an HTTP answer that has arrived to its end; throws when it has no length. */
export function wholeAnswer(data: Buffer): string | undefined {
  const end = data.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = data.toString('latin1', 0, end);
  const length = /content-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  return data.length >= end + 4 + Number(length) ? head.slice(9, 12) : undefined;
}
