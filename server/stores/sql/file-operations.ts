import type { Table, WritesOf } from './operations';
import { removed, stored, takeRemovals } from './removals';
import { expireUploads, keepUpload } from './uploads';

export const fileWrites: Table<WritesOf<'files'>> = {
  'files.keepUpload': keepUpload,
  'files.expireUploads': expireUploads,
  'files.stored': stored,
  'files.takeRemovals': takeRemovals,
  'files.removed': removed,
};
