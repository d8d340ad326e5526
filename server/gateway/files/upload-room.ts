/** What one upload holds of a node's memory until it is whole and kept. */
export interface Held {
  /** So many more bytes are here; false: there is no room for them. */
  more(bytes: number): boolean;
  /** It is over, however it ended. */
  end(): void;
}

/** Uploads are held in memory while they come: so many of one visitor, and so many bytes of all. Who only says that he sends much holds nothing. */
export interface UploadRoom {
  /** Undefined: he has as many on their way as he may. */
  begin(visitor: string): Held | undefined;
}

export function createUploadRoom({ mostBytes, perVisitor }: { mostBytes: number; perVisitor: number }): UploadRoom {
  const visitors = new Map<string, number>();
  let all = 0;
  return {
    begin(visitor) {
      const his = visitors.get(visitor) ?? 0;
      if (his >= perVisitor) return undefined;
      visitors.set(visitor, his + 1);
      let held = 0;
      return {
        more(bytes) {
          if (all + bytes > mostBytes) return false;
          all += bytes;
          held += bytes;
          return true;
        },
        end() {
          all -= held;
          const left = (visitors.get(visitor) ?? 1) - 1;
          if (left > 0) visitors.set(visitor, left);
          else visitors.delete(visitor);
        },
      };
    },
  };
}
