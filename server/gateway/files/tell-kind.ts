import type { FileKind } from './file-kind';
import { packedKind } from './packed-kind';
import { pictureKind } from './picture-kind';
import { soundKind } from './sound-kind';
import { textKind } from './text-kind';

/** What the bytes are, told by them alone, whatever a name or header says; undefined: not taken. */
export function tellKind(bytes: Uint8Array): FileKind | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pictureKind(content) ?? packedKind(content) ?? soundKind(content) ?? textKind(content);
}
