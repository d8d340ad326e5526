import { storeAway } from '../store-away';

/** A failed call says why but not with what: ioredis puts the arguments, tokens among them, on its errors, which may be logged. */
export const reached = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    throw storeAway(new Error(error instanceof Error ? error.message : 'unknown'));
  }
};
