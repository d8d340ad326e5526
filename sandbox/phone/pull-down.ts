/** Pixels a finger pulls a page down before WeChat takes it for a wish. */
const enough = 60;
const shown = 'wx-page--pulling';

/** Tells when a page that stands at its top was pulled down, by a finger or a mouse, and shows that something is under way until `endPullDown`. */
export const watchPullDown = (page: HTMLElement, pulled: () => void): void => {
  let from: number | undefined;
  let isFar = false;
  const start = (y: number): void => {
    from = page.scrollTop <= 0 ? y : undefined;
    isFar = false;
  };
  const move = (y: number): void => {
    isFar = from !== undefined && y - from >= enough;
  };
  const end = (): void => {
    from = undefined;
    if (!isFar || page.classList.contains(shown)) return;
    page.classList.add(shown);
    pulled();
  };
  page.addEventListener('touchstart', ({ touches }) => start(touches[0]?.clientY ?? 0), { passive: true });
  page.addEventListener('touchmove', ({ touches }) => move(touches[0]?.clientY ?? 0), { passive: true });
  page.addEventListener('touchend', end);
  page.addEventListener('mousedown', ({ clientY }) => start(clientY));
  page.addEventListener('mousemove', ({ clientY }) => move(clientY));
  page.addEventListener('mouseup', end);
  // the finger that pulled taps nothing
  page.addEventListener('click', (event) => {
    if (isFar) event.stopPropagation();
    isFar = false;
  }, { capture: true });
};

export const endPullDown = (page: HTMLElement): void => page.classList.remove(shown);
