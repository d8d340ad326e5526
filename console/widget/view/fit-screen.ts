/**
 * On a phone the panel is as large as what is left beside the keyboard: the browser lays the keyboard over the page. Answers how to stop.
 */
export const fitScreen = (panel: HTMLElement, view: VisualViewport | null, isPhone: () => boolean): (() => void) => {
  if (view === null) return () => undefined;
  const fit = (): void => {
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
