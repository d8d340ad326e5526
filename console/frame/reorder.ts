import { onScopeDispose, ref, type Ref } from 'vue';

interface Extent {
  top: number;
  bottom: number;
}

/** Where the row that is being dragged belongs when the pointer is at `y`: it passes a neighbour once it is beyond that one's middle. */
export function placeAt(rows: readonly Extent[], from: number, y: number): number {
  const middle = (at: number): number | undefined => {
    const row = rows[at];
    return row && (row.top + row.bottom) / 2;
  };
  let to = from;
  while (y > (middle(to + 1) ?? Infinity)) to += 1;
  while (y < (middle(to - 1) ?? -Infinity)) to -= 1;
  return to;
}

/** The list with one item at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const [item] = items.slice(from, from + 1);
  const others = items.filter((_, i) => i !== from);
  return item === undefined ? others : [...others.slice(0, to), item, ...others.slice(to)];
}

export interface Reorder {
  /** Which row is being dragged. */
  dragging: Ref<number | undefined>;
  begin(event: PointerEvent, index: number): void;
}

/**
 * Dragging rows of a list by their handle, with mouse, pen or finger. `move` is told at each place the row passes, `done` once at the end
 * if it has another place than before. The pointer is followed at the window: the row itself moves in the page, which would lose it.
 */
export function useReorder(list: Readonly<Ref<HTMLElement | null>>, { move, done }: { move(from: number, to: number): void; done?(): void }): Reorder {
  const dragging = ref<number>();
  let following: AbortController | undefined;

  function end(): void {
    following?.abort();
    following = undefined;
    dragging.value = undefined;
  }
  function begin(event: PointerEvent, index: number): void {
    if (event.button !== 0) return;
    event.preventDefault();
    end();
    let at = index;
    dragging.value = index;
    following = new AbortController();
    const { signal } = following;
    window.addEventListener('pointermove', ({ clientY }) => {
      const to = placeAt([...(list.value?.children ?? [])].map((row) => row.getBoundingClientRect()), at, clientY);
      if (to === at) return;
      move(at, to);
      dragging.value = at = to;
    }, { signal });
    window.addEventListener('pointerup', () => {
      end();
      if (at !== index) done?.();
    }, { signal });
    window.addEventListener('pointercancel', end, { signal });
  }
  onScopeDispose(end);
  return { dragging, begin };
}
