import type { Desk } from '../../desk/desk';
import type { StaffSignIn } from '../../sign-in/sign-in';
import type { Gate } from './gate';
import type { Seal } from './seal';

export interface AuthParts {
  desk: Pick<Desk, 'staff' | 'attempts' | 'secondFactors'>;
  gate: Gate;
  /** Second factors stand sealed in the records. */
  seal: Seal;
  randomBytes(size: number): Uint8Array;
  now(): number;
  /** People come by https: the cookie never travels without. */
  secure: boolean;
  /** Absent: nobody signs in by WeCom. `publicUrl` is what people's browsers call us; `secret` signs what a browser keeps meanwhile. */
  wecom?: { signIn: StaffSignIn; publicUrl: string; secret: string; now(): number };
}
