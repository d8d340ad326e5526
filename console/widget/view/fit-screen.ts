import { set } from './dom';

/**
 * On a phone the panel is as large as what is left beside the keyboard, which the browser lays over the page, and the page behind it is out of reach. Answers how to stop.
 */
export const fitScreen = (panel: HTMLElement, view: VisualViewport | null, isPhone: () => boolean): (() => void) => {
  if (view === null) return () => undefined;
  const fit = (): void => {
    set(panel, { 'aria-modal': isPhone() ? 'true' : undefined });
    panel.style.height = isPhone() ? `${view.height}px` : '';
    panel.style.top = isPhone() ? `${view.offsetTop}px` : '';
  };
  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
  fit();
  return () => {
    view.removeEventListener('resize', fit);
    view.removeEventListener('scroll', fit);
  };
};
