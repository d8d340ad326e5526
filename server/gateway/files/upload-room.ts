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
  begin(visitor: string, network: string): Held | undefined;
}

export interface RoomLimits {
  mostBytes: number;
  /** Less than all: who makes up visitors and then sends nothing more shuts out his own network only. */
  networkBytes: number;
  perVisitor: number;
}

export function createUploadRoom({ mostBytes, networkBytes, perVisitor }: RoomLimits): UploadRoom {
  const visitors = createCounts();
  const networks = createCounts();
  let all = 0;
  return {
    begin(visitor, network) {
      if (visitors.of(visitor) >= perVisitor) return undefined;
      visitors.add(visitor, 1);
      let held = 0;
      const hold = (bytes: number): void => {
        all += bytes;
        held += bytes;
        networks.add(network, bytes);
      };
      return {
        more(bytes) {
          if (all + bytes > mostBytes || networks.of(network) + bytes > networkBytes) return false;
          hold(bytes);
          return true;
        },
        end() {
          hold(-held);
          visitors.add(visitor, -1);
        },
      };
    },
  };
}

/** Without those at nought. */
function createCounts(): { of(key: string): number; add(key: string, change: number): void } {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    of,
    add(key, change) {
      const now = of(key) + change;
      if (now > 0) counts.set(key, now);
      else counts.delete(key);
    },
  };
}
