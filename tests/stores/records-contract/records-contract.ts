import { claimContract } from './claim';
import { enterContract } from './enter';
import { receiveContract } from './receive';
import type { NewStore } from './world';

/** What every driver of the records port must do; each runs it on its own store. */
export const recordsContract = (newStore: NewStore): void => {
  enterContract(newStore);
  receiveContract(newStore);
  claimContract(newStore);
};
