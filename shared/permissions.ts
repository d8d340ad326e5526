/** Who works here, from the widest to the narrowest. */
export const roles = ['admin', 'ops', 'supervisor', 'agent'] as const;
export type Role = (typeof roles)[number];

/** What a route may ask for, and which roles have it. The one table; nothing else compares roles. */
export const permissions = {
  /** Sign in, see oneself, change one's own password. */
  'self': ['admin', 'ops', 'supervisor', 'agent'],
  /** Answer visitors: the workbench's routes. He must be an agent too. */
  'work': ['admin', 'supervisor', 'agent'],
  /** Read, take, pass on and end anybody's conversation. */
  'supervise': ['admin', 'supervisor'],
  /** Force an agent offline or back, or take a pause off him. */
  'agents': ['admin', 'ops', 'supervisor'],
  /** The live board, the home page and reports. */
  'board': ['admin', 'ops', 'supervisor'],
  /** Past conversations, receipts, left messages of everybody. */
  'conversations': ['admin', 'ops', 'supervisor'],
  /** Deliveries, and sending one again. */
  'deliveries': ['admin', 'ops', 'supervisor'],
  /** Write canned replies of everybody and of groups. */
  'canned': ['admin', 'ops', 'supervisor'],
  /** Read the configuration, preview and replay. */
  'config-read': ['admin', 'ops', 'supervisor'],
  /** Edit the draft, publish, roll back, import. */
  'config-write': ['admin', 'ops'],
  /** Say on 微信客服's side who may receive there; in force at once. */
  'kf-receivers': ['admin', 'ops'],
  /** See WeCom's members in the application's range, and bring the agents of the draft in line with them. */
  'members': ['admin', 'ops'],
  /** Read the audit log. */
  'audit': ['admin', 'ops'],
  /** Logins, roles and passwords of others. */
  'staff': ['admin'],
  /** API keys, secrets and outgoing webhooks of sites. */
  'sites': ['admin'],
  /** Export or erase one visitor. */
  'visitors': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissions[permission];
  return holders.includes(role);
}

/** All a role may do; for showing and hiding what a screen offers. */
export const permissionsOf = (role: Role): Permission[] => permissionNames.filter((permission) => may(role, permission));

const permissionNames: Permission[] = Object.keys(permissions).filter((name): name is Permission => Object.hasOwn(permissions, name));
