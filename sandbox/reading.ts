import { XMLParser } from 'fast-xml-parser';

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `name`, or an empty one. */
export function objectIn(from: unknown, name: string): Json {
  const value = isObject(from) ? from[name] : undefined;
  return isObject(value) ? value : {};
}

/** The text under `name`, or '' when it is missing or no string. */
export function textIn(from: unknown, name: string): string {
  const value = isObject(from) ? from[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The number under `name`, also when written as digits; undefined otherwise. */
export function numberIn(from: unknown, name: string): number | undefined {
  const value = isObject(from) ? from[name] : undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

export function listIn(from: unknown, name: string): unknown[] {
  const value = isObject(from) ? from[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** The JSON value in the text, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const xml = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: false, ignoreAttributes: true });

/** What stands inside the root element `<xml>`, or undefined when the text is no such document. */
export function parseXml(text: string): Json | undefined {
  try {
    const document: unknown = xml.parse(text);
    const root = isObject(document) ? document['xml'] : undefined;
    return isObject(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
