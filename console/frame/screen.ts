import type { InjectionKey } from 'vue';
import { provided } from './provided';
import type { Words } from './language';

/** Which of the two apps this is. */
export interface Screen {
  /** The address it is served at, without a slash at the end. */
  base: '/console' | '/workbench';
  name: Required<Words>;
}

export const screenKey: InjectionKey<Screen> = Symbol('screen');
export const useScreen = (): Screen => provided(screenKey);
