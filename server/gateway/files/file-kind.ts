/** What some bytes are, as far as we take it: pictures every browser shows, and files that do nothing by themselves. */
export interface FileKind {
  kind: 'image' | 'file';
  contentType: string;
  /** How the name of such a file may end, the usual ending first. */
  endings: readonly [string, ...string[]];
}

export const image = (contentType: string, ...endings: FileKind['endings']): FileKind => ({ kind: 'image', contentType, endings });
export const file = (contentType: string, ...endings: FileKind['endings']): FileKind => ({ kind: 'file', contentType, endings });
