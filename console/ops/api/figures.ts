import type { HomeAnswer } from '../../../shared/http/figures';
import type { Send } from '../../frame/api/send';

/** Numbers for people: how it goes now. */
export const figuresApi = (send: Send) => ({
  home: () => send<HomeAnswer>('GET', '/api/ops/home'),
});
