import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An encrypted example computed outside this project's code, with node:crypto and with openssl. */
export interface Vector {
  readonly id: string;
  readonly input: {
    readonly token: string;
    readonly encodingAESKey: string;
    readonly appid: string;
    readonly random16: string;
    readonly msg: string;
    readonly timestamp: string;
    readonly nonce: string;
  };
  readonly expected: { readonly encrypt: string; readonly msg_signature: string; readonly urlSignature: string; readonly padBytes: number };
}

const file: { readonly vectors: readonly Vector[] } = JSON.parse(readFileSync(join(__dirname, 'vectors.json'), 'utf8'));

export const vectors = file.vectors;

export function vector(id: string): Vector {
  const found = vectors.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}
