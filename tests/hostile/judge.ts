import { errors } from '../../shared/errors';
import { isFields } from './api';

export interface Answer {
  status: number;
  headers: string;
  body: string;
}

const TRACES = /\n\s+at [^\n]+:\d+:\d+|node_modules|\/server\/[a-z]+\/|SQLITE_|SqliteError|(?:Type|Range|Syntax|Reference)Error: |scrypt\$\d/;
const ARTICLE = '/api/getCustomerServiceUrl';

/** What is wrong with an answer, in words; nothing: it is as it must be. */
export function judge({ status, headers, body }: Answer, { method, path }: { method: string; path: string }, secrets: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}`);
  if (status >= 400 && method !== 'HEAD' && !isRefusal({ method, path }, status, body)) faults.push(`refused in another form: ${body.slice(0, 200)}`);
  const trace = TRACES.exec(body);
  if (trace && !path.startsWith('/docs')) faults.push(`shows its insides: ${trace[0]}`);
  for (const secret of secrets) if (body.includes(secret) || headers.includes(secret)) faults.push(`tells a secret: ${secret.slice(0, 12)}…`);
  return faults;
}

function isRefusal({ method, path }: { method: string; path: string }, status: number, body: string): boolean {
  const read = jsonOf(body);
  if (!isFields(read)) return false;
  if (path === ARTICLE && method === 'POST' && 'success' in read) return (status === 404 || status === 413) && read.success === false && typeof read.message === 'string' && Object.keys(read).length === 2;
  const { code, message, ...more } = read;
  if (typeof code !== 'string' || !Object.hasOwn(errors, code) || typeof message !== 'string') return false;
  return message !== '' && Object.keys(more).every((name) => name === 'detail');
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
