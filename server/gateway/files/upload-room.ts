/** How much may be on its way up to this node at once, since it is held in memory until it is whole. */
export interface UploadRoom {
  /** Answers how to give the room back; undefined: there is none now. */
  take(visitor: string, bytes: number): (() => void) | undefined;
}

export function createUploadRoom({ mostBytes, perVisitor }: { mostBytes: number; perVisitor: number }): UploadRoom {
  const visitors = new Map<string, number>();
  let used = 0;
  return {
    take(visitor, bytes) {
      const his = visitors.get(visitor) ?? 0;
      if (his >= perVisitor || used + bytes > mostBytes) return undefined;
      visitors.set(visitor, his + 1);
      used += bytes;
      return () => {
        used -= bytes;
        const left = (visitors.get(visitor) ?? 1) - 1;
        if (left > 0) visitors.set(visitor, left);
        else visitors.delete(visitor);
      };
    },
  };
}
