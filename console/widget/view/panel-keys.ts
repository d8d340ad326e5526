import { focused } from './dom';

const reachable = 'button:not(:disabled), a[href], input:not(:disabled):not([tabindex="-1"]), textarea:not(:disabled), [tabindex="0"]';

/** The keys of the whole panel: Escape closes what lies uppermost, and where it covers everything Tab stays inside. */
export const panelKeys = (panel: HTMLElement, { escape, coversAll }: { escape(): void; coversAll(): boolean }): void => {
  panel.addEventListener('keydown', (event) => {
    // the Escape that ends a choice of characters is not meant for us
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return escape();
    }
    if (event.key !== 'Tab' || event.defaultPrevented || !coversAll()) return;
    const stops = [...panel.querySelectorAll<HTMLElement>(reachable)].filter((each) => each.getClientRects().length > 0);
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const at = focused(panel);
    const leaves = event.shiftKey ? at === first || at === panel : at === last;
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  });
};
