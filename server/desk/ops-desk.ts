import type { DeskConfig } from '../../shared/config/desk-config';
import type { VisitorFacts } from '../../shared/visitor-facts';
import type { Actor } from './actor';
import { readBoard, type BoardRequest } from './board';
import { createCannedReplies } from './canned-replies';
import { agentList, entryList, groupList, hoursList, siteList } from './config-lists';
import type { DeskContext } from './desk-context';
import { diffConfigs } from './diff-config';
import { readDraft, type Edit } from './draft';
import { createListEdits } from './edit-list';
import { discardDraft, readSettings, restoreVersion, saveSettings, saveText } from './edit-settings';
import { createStaffEdits } from './edit-staff';
import { visitorLog } from './visitor-log';
import { createWebhookEdits } from './edit-webhooks';
import { eraseVisitor, exportVisitor } from './erase-visitor';
import { expireWords } from './expire-words';
import { followUp, type FollowUp } from './follow-up';
import { createHomeFigures } from './home-figures';
import { importConfig, importList, type ImportInto, type ListImport } from './import-config';
import { listKfAccounts } from './kf-accounts';
import { changeKfReceivers, type KfReceiversChange } from './kf-change-receivers';
import { linkKfEntry, type KfLinking } from './kf-link';
import { readKfReceivers } from './kf-receivers';
import { lintDraft } from './lint-draft';
import { createLookUps } from './look-up';
import { preview, type PreviewRequest } from './preview';
import { publishConfig, rollBack, unschedule, type Publication } from './publish-config';
import { createReports } from './report';
import { replayTaps, type ReplayRequest } from './replay-taps';
import { resendDelivery } from './resend-delivery';
import { setFacts } from './set-facts';
import { createSecondFactors } from './second-factor';
import { createSiteAccess } from './site-access';
import { createSupervision } from './supervise';
import { syncAgents, type Syncing } from './sync-agents';
import { previewSync } from './sync-agents-preview';

/** What ops do at the console. Every change names its actor and is audited. */
export function createOpsDesk(ctx: DeskContext) {
  return {
    draft: {
      read: () => readDraft(ctx),
      sites: createListEdits(ctx, siteList),
      hours: createListEdits(ctx, hoursList),
      agents: createListEdits(ctx, agentList),
      groups: createListEdits(ctx, groupList),
      entries: createListEdits(ctx, entryList),
      settings: () => readSettings(ctx),
      saveSettings: (edit: Edit, settings: DeskConfig['settings']) => saveSettings(ctx, edit, settings),
      saveText: (edit: Edit, key: string, words: DeskConfig['texts'][string] | undefined) => saveText(ctx, edit, key, words),
      discard: (edit: Edit) => discardDraft(ctx, edit),
      restore: (edit: Edit, version: number) => restoreVersion(ctx, edit, version),
      previewSync: () => previewSync(ctx),
      sync: (edit: Edit, syncing: Syncing) => syncAgents(ctx, edit, syncing),
      lint: () => lintDraft(ctx),
      async diff() {
        const [draft, published] = await Promise.all([readDraft(ctx), ctx.records.config.published()]);
        return { revision: draft.revision, differences: diffConfigs(published?.config, draft.config) };
      },
      import: (edit: Edit, document: unknown, into: ImportInto) => importConfig(ctx, edit, document, into),
      importAgents: (edit: Edit, items: readonly unknown[], how: ListImport) => importList(ctx, edit, agentList, items, how),
      importGroups: (edit: Edit, items: readonly unknown[], how: ListImport) => importList(ctx, edit, groupList, items, how),
      importEntries: (edit: Edit, items: readonly unknown[], how: ListImport) => importList(ctx, edit, entryList, items, how),
    },
    /** The draft, or what is in force. */
    configOf: async (source: 'published' | 'draft') => (source === 'draft' ? readDraft(ctx) : { config: ctx.view().config }),
    publish: (publication: Publication) => publishConfig(ctx, publication),
    unschedule: (actor: Actor) => unschedule(ctx, actor),
    rollBack: (actor: Actor) => rollBack(ctx, actor),
    preview: (request: PreviewRequest) => preview(ctx, request),
    replay: (request: ReplayRequest) => replayTaps(ctx, request),
    board: (request: BoardRequest) => readBoard(ctx, request),
    home: createHomeFigures(ctx),
    report: createReports(ctx),
    lookUp: createLookUps(ctx),
    supervise: createSupervision(ctx),
    resend: (actor: Actor, id: string) => resendDelivery(ctx, actor, id),
    followUp: (actor: Actor, request: FollowUp) => followUp(ctx, actor, request),
    visitorLog: (visitor: string, page: { before?: number; limit: number }) => visitorLog(ctx, visitor, page),
    setFacts: (actor: Actor, visitor: string, facts: VisitorFacts) => setFacts(ctx, actor, visitor, facts),
    exportVisitor: (actor: Actor, visitor: string) => exportVisitor(ctx, actor, visitor),
    eraseVisitor: (actor: Actor, visitor: string) => eraseVisitor(ctx, actor, visitor),
    expire: (actor: Actor) => expireWords(ctx, actor),
    /** 微信客服, as it is set up on the platform. */
    kf: {
      accounts: () => listKfAccounts(ctx),
      link: (edit: Edit, linking: KfLinking) => linkKfEntry(ctx, edit, linking),
      receivers: (account: string) => readKfReceivers(ctx, account),
      changeReceivers: (actor: Actor, change: KfReceiversChange) => changeKfReceivers(ctx, actor, change),
    },
    canned: createCannedReplies(ctx),
    webhooks: createWebhookEdits(ctx),
    siteAccess: createSiteAccess(ctx),
    staff: createStaffEdits(ctx),
    resetSecondFactor: createSecondFactors(ctx).reset,
  };
}
