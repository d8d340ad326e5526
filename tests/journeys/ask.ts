import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

export interface Asking {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  body?: object;
  token?: string;
}

export interface Answer {
  status: number;
  body: unknown;
}

/** One JSON request; whatever the status, it is an answer. Throws only when there is none. */
export async function request(url: string, { method = 'GET', body, token }: Asking = {}): Promise<Answer> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }), signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // not every answer is JSON
  }
  return { status: response.status, body: parsed };
}

/** As `request`, for an answer that must be good and of this shape. */
export async function ask<T extends TSchema>(schema: T, url: string, asking: Asking = {}): Promise<Static<T>> {
  const { status, body } = await request(url, asking);
  if (status === 200 && Value.Check(schema, body)) return body;
  const fault = Value.Errors(schema, body).First();
  throw new Error(`${asking.method ?? 'GET'} ${url}: ${status} ${JSON.stringify(body)?.slice(0, 400)} ${fault ? `${fault.path}: ${fault.message}` : ''}`);
}
