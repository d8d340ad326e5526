/** Where the build puts what the program's package holds beside its code. */
const inPackage = (path: string): string => `package/${path.replace(/^\//, '')}`;

interface Felt {
  success?(result: object): void;
}

/** Sound and shaking of the phone: the browser's, and to be seen on a screen that cannot shake. */
export const createDevice = (frame: HTMLElement) => {
  const shake = (milliseconds: number, { success }: Felt): void => {
    // a desktop browser knows neither, the browser of the tests neither
    if ('vibrate' in navigator) navigator.vibrate(milliseconds);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches && 'animate' in frame) frame.animate({ translate: ['0', '-3px', '3px', '0'] }, { duration: 80, iterations: milliseconds / 80 });
    success?.({});
  };
  return {
    createInnerAudioContext() {
      const audio = new Audio();
      return {
        get src() {
          return audio.src;
        },
        set src(path: string) {
          audio.src = inPackage(path);
        },
        /** A browser keeps silent until the page was touched. */
        play: (): void => void audio.play().catch(() => undefined),
        stop(): void {
          audio.pause();
          audio.currentTime = 0;
        },
        destroy: (): void => audio.removeAttribute('src'),
      };
    },
    vibrateShort: (options: Felt): void => shake(80, options),
    vibrateLong: (options: Felt): void => shake(400, options),
  };
};
