import { packedKind } from './packed-kind';
import { pictureKind } from './picture-kind';
import { soundKind } from './sound-kind';
import { textKind } from './text-kind';

/** What some bytes are, as far as we take it: pictures every browser shows, and files that do nothing by themselves. */
export interface FileKind {
  kind: 'image' | 'file';
  contentType: string;
  /** How the name of such a file may end, the usual ending first. */
  endings: readonly [string, ...string[]];
}

/** Told by the bytes alone, whatever a name or header says; undefined: not taken. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pictureKind(content) ?? packedKind(content) ?? soundKind(content) ?? textKind(content);
}
