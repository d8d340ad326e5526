import { computed, ref, type InjectionKey, type Ref } from 'vue';
import { provided } from './provided';

export type Theme = 'system' | 'light' | 'dark';

export interface ThemeChoice {
  theme: Ref<Theme>;
  choose(theme: Theme): void;
}

const STORED = 'zhida.theme';
const isTheme = (value: string | null): value is Theme => value === 'system' || value === 'light' || value === 'dark';

/** As the system has it, until somebody chooses otherwise in this browser. */
export function createTheme({ storage, page, system }: { storage: Pick<Storage, 'getItem' | 'setItem'>; page: Pick<HTMLElement, 'classList'>; system: MediaQueryList }): ThemeChoice {
  const stored = storage.getItem(STORED);
  const theme = ref<Theme>(isTheme(stored) ? stored : 'system');
  const systemDark = ref(system.matches);
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value));
  const show = (): void => void page.classList.toggle('dark', dark.value);
  system.addEventListener('change', ({ matches }) => {
    systemDark.value = matches;
    show();
  });
  show();
  return {
    theme,
    choose(next) {
      theme.value = next;
      storage.setItem(STORED, next);
      show();
    },
  };
}

export const themeKey: InjectionKey<ThemeChoice> = Symbol('theme');
export const useTheme = (): ThemeChoice => provided(themeKey);
