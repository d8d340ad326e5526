import type { CannedImported, CannedReply, CannedScope } from '../../shared/http/canned-replies';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { importCanned } from './import-canned';
import { done, refused, type Done } from './refused';

/** More are found by nobody. */
const MOST_OWN = 500;
const MOST_SHARED = 2000;

type Words = Omit<CannedReply, 'id' | 'scope' | 'changedAt'>;

/** Words agents need not write anew: an agent changes his own, the shared ones are ops'. */
export function createCannedReplies(ctx: DeskContext) {
  const { canned } = ctx.records;

  async function save(reply: CannedReply, most: number, actor?: Actor): Promise<Done<CannedReply>> {
    const saved = await canned.save(reply, most, actor && auditRow(ctx, actor, 'save', `canned-reply:${reply.id}`, { after: { scope: reply.scope, title: reply.title } }));
    if (saved === 'saved') return done(reply);
    return saved === 'too-many' ? refused('conflict', { most }) : refused('not-found');
  }

  const made = (id: string, scope: CannedScope, words: Words): CannedReply => ({ id, scope, ...words, changedAt: ctx.now() });

  return {
    seenBy: (agent: string): Promise<CannedReply[]> => canned.seenBy(agent, ctx.view().groupsOf(agent).map((group) => group.key)),
    saveOwn: (agent: string, id: string, words: Words): Promise<Done<CannedReply>> => save(made(id, { kind: 'agent', agent }, words), MOST_OWN),
    dropOwn: (agent: string, id: string): Promise<boolean> => canned.drop(id, { agent }),
    shared: (): Promise<CannedReply[]> => canned.shared(),
    async saveShared(actor: Actor, id: string, { scope, ...words }: Words & { scope: CannedScope }): Promise<Done<CannedReply>> {
      if (scope.kind === 'group' && !ctx.view().group(scope.group)) return refused('bad-request', { at: 'body/scope/group', fault: 'no such group' });
      return save(made(id, scope, words), MOST_SHARED, actor);
    },
    importShared: (actor: Actor, rows: readonly unknown[]): Promise<Done<CannedImported>> => importCanned(ctx, actor, rows, MOST_SHARED),
    dropShared: (actor: Actor, id: string): Promise<boolean> => canned.drop(id, 'shared', auditRow(ctx, actor, 'delete', `canned-reply:${id}`)),
  };
}
