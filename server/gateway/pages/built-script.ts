import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A change reaches every page within this; asking again costs a page 304 and no more. */
const CACHE = 'public, max-age=300';
/** Nearly as small as the utmost, in a tenth of the time: the first page that asks waits for it. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export type SendScript = (request: FastifyRequest, reply: FastifyReply) => void;

/** A script of the build, read once and compressed when first asked for, for any page of the world to load; undefined when it has not been built. */
export function builtScript(path: string): SendScript | undefined {
  const plain = readOr(path);
  if (!plain) return undefined;
  const codings = { br: once(() => promisify(brotliCompress)(plain, BROTLI)), gzip: once(() => promisify(gzip)(plain, { level: 9 })) };
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);

  return ({ headers }, reply) => {
    reply.header('etag', `W/"${hash}"`).header('cache-control', CACHE).header('vary', 'accept-encoding')
      .header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff');
    if (headers['if-none-match']?.includes(hash)) return void reply.code(304).send();
    reply.header('content-type', 'text/javascript; charset=utf-8');
    const takes = takenBy(headers['accept-encoding']);
    const coding = takes.has('br') ? 'br' : takes.has('gzip') ? 'gzip' : undefined;
    if (coding === undefined) return void reply.send(plain);
    codings[coding]().then((packed) => reply.header('content-encoding', coding).send(packed), (error: unknown) => reply.send(error));
  };
}

/** What failed is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make().catch((error: unknown) => {
    made = undefined;
    throw error;
  }));
}

function readOr(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The codings a browser names; one with weight nought is one it does not want. */
const takenBy = (header: string | string[] | undefined): ReadonlySet<string> =>
  new Set(String(header ?? '').toLowerCase().split(',').flatMap((part) => {
    const [name = '', weight = ''] = part.split(';');
    return /^\s*q=0(\.0*)?\s*$/.test(weight) ? [] : [name.trim()];
  }));
