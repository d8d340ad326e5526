import { actsContract } from './acts';
import { agentsContract } from './agents';
import { claimContract } from './claim';
import { configContract } from './config';
import { endingContract } from './ending';
import { enterContract } from './enter';
import { erasingContract } from './erasing';
import { mediaContract } from './media';
import { nativeContract } from './native';
import { outboxContract } from './outbox';
import { peopleContract } from './people';
import { queueContract } from './queue';
import { receiveContract } from './receive';
import { releaseContract } from './release';
import { replyContract } from './reply';
import { sendingContract } from './sending';
import { signedContract } from './signed';
import type { NewStore } from './world';

/** What every driver of the records port must do; each runs it on its own store. */
export const recordsContract = (newStore: NewStore): void => {
  enterContract(newStore);
  receiveContract(newStore);
  claimContract(newStore);
  releaseContract(newStore);
  replyContract(newStore);
  endingContract(newStore);
  queueContract(newStore);
  outboxContract(newStore);
  sendingContract(newStore);
  agentsContract(newStore);
  actsContract(newStore);
  configContract(newStore);
  peopleContract(newStore);
  erasingContract(newStore);
  mediaContract(newStore);
  nativeContract(newStore);
  signedContract(newStore);
};
