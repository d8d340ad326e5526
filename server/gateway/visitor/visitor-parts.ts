import type { Desk } from '../../desk/desk';
import type { Origins } from '../origins';
import type { SignIn } from '../../sign-in/sign-in';

export interface VisitorParts {
  desk: Pick<Desk, 'visitor' | 'merchant' | 'view' | 'attempts'>;
  /** Absent: no platform is set up, and no login code is worth anything. */
  signIn?: SignIn;
  origins: Origins;
  now(): number;
  randomBytes(size: number): Uint8Array;
}
