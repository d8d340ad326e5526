import { acted, cursor, forget, keep, loseCursor, todo } from './inbox';
import type { ReadsOf, Table, WritesOf } from './operations';
import { notDelivered, recalled, seat, seated, unseated } from './seats';

export const nativeWrites: Table<WritesOf<'native'>> = {
  'native.keep': keep,
  'native.loseCursor': loseCursor,
  'native.acted': acted,
  'native.forget': forget,
  'native.seated': seated,
  'native.recalled': recalled,
  'native.notDelivered': notDelivered,
};

export const nativeReads: Table<ReadsOf<'native'>> = {
  'native.cursor': cursor,
  'native.todo': todo,
  'native.seat': seat,
  'native.unseated': unseated,
};
