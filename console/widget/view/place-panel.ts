import { acceptDrops } from './drop';
import { fitScreen } from './fit-screen';
import type { PanelView } from './panel';
import { panelKeys } from './panel-keys';

/** As in the style sheet: narrower than this the panel covers everything. */
const phone = '(max-width: 520px)';

/** Puts the panel into the page, with its keys and what may be dropped on it. Answers how to let go of the page again. */
export const placePanel = (root: ShadowRoot, { element, escape, take }: PanelView, look: 'card' | 'page', close: () => void): (() => void) => {
  const coversAll = (): boolean => look === 'card' && matchMedia(phone).matches;
  panelKeys(element, { escape: () => { if (!escape()) close(); }, coversAll });
  acceptDrops(element, take);
  root.append(element);
  return fitScreen(element, look === 'card' ? window.visualViewport : null, coversAll);
};
