import { XMLParser } from 'fast-xml-parser';
import { parseFlatXml } from './flat-xml';
import { isRecord } from './json';

/** The library's defaults change user text even inside CDATA (0012345 becomes 12345) and expand entities. */
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** The content of the root element `<xml>`, every leaf a string; `undefined` for anything else. Never throws. */
export function parseXml(text: string): Readonly<Record<string, unknown>> | undefined {
  return parseFlatXml(text) ?? parseAnyXml(text);
}

/** The same by the real parser alone. */
export function parseAnyXml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const document: unknown = parser.parse(text);
    if (!isRecord(document)) return undefined;
    if (isRecord(document.xml)) return document.xml;
    return typeof document.xml === 'string' && document.xml.trim() === '' ? {} : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the one `<Encrypt>` of a callback's outer body without parsing it: thirty times cheaper, and nothing of an
 * unauthenticated body is interpreted. `undefined` if there is none, more than one, or something that is not base64 inside.
 */
export function scanEncrypt(body: string): string | undefined {
  const start = body.indexOf('<Encrypt>');
  if (start < 0) return undefined;
  const end = body.indexOf('</Encrypt>', start);
  if (end < 0 || body.indexOf('<Encrypt>', start + 1) >= 0) return undefined;
  let inner = body.slice(start + 9, end).trim();
  if (inner.startsWith('<![CDATA[') && inner.endsWith(']]>')) inner = inner.slice(9, -3).trim();
  return isBase64(inner) ? inner : undefined;
}

const BASE64 = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') BASE64[letter.charCodeAt(0)] = 1;

/** Letter by letter through a table, which costs a quarter of a regular expression: the text is all of a callback. */
function isBase64(text: string): boolean {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  for (let at = 0; at < end; at += 1) if (BASE64[text.charCodeAt(at)] !== 1) return false;
  return end > 0;
}

export type XmlValue = string | number | XmlFields | readonly XmlFields[];
export interface XmlFields {
  readonly [name: string]: XmlValue;
}

/** Builds `<xml>…</xml>`: texts in CDATA, numbers bare, lists as repeated elements. */
export function buildXml(fields: XmlFields): string {
  return `<xml>${elements(fields)}</xml>`;
}

function elements(fields: XmlFields): string {
  return Object.entries(fields).map(([name, value]) => element(name, value)).join('');
}

function element(name: string, value: XmlValue): string {
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${inner(value)}</${name}>`;
}

function inner(value: string | number | XmlFields): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cdata(value) : elements(value);
}

/** `]]>` would end the section early, so it is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.split(']]>').join(']]]]><![CDATA[>')}]]>`;
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: XmlValue): value is readonly XmlFields[] {
  return Array.isArray(value);
}
