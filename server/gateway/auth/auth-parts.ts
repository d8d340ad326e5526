import type { Desk } from '../../desk/desk';
import type { Gate } from './gate';

export interface AuthParts {
  desk: Pick<Desk, 'staff'>;
  gate: Gate;
  now(): number;
  randomBytes(size: number): Uint8Array;
  /** People come by https: the cookie never travels without. */
  secure: boolean;
}
