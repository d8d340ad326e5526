import type { InjectionKey } from 'vue';
import { provided } from '../provided';
import type { Send } from './send';

export const sendKey: InjectionKey<Send> = Symbol('send');
/** Calls the server; hand it to the functions of an `api/` file. */
export const useSend = (): Send => provided(sendKey);
