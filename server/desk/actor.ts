import type { AuditRow } from '../stores/records/config';
import type { Role } from '../stores/records/people';
import type { DeskContext } from './desk-context';

/** Who asks for a change: somebody signed in, a merchant's server by its key, or the desk itself. */
export interface Actor {
  /** Login name, or `key:<id>` of an API key. */
  by: string;
  role: Role | 'merchant' | 'system';
  /** The agent he is, when he answers too. */
  agent?: string;
  ip?: string;
}

export const system: Actor = { by: 'system', role: 'system' };

/** What he did and to what, e.g. `save` `entry:vip`. `detail` holds before and after and never a secret, a word of a visitor or an openid. */
export function auditRow(ctx: Pick<DeskContext, 'now' | 'newId'>, actor: Actor, action: string, object: string, detail?: object): AuditRow {
  return {
    id: ctx.newId(), at: ctx.now(), by: actor.by, role: actor.role, action, object,
    ...(detail !== undefined && { detail: JSON.stringify(detail) }),
    ...(actor.ip !== undefined && { ip: actor.ip }),
  };
}
