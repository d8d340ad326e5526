import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import { tellsEntry } from '../../shared/kf-link';
import { linkReceiverWords } from '../../shared/kf-setup-words';
import { userKey } from '../../shared/wecom-userid';
import type { NativeDesk } from '../channels/channel';
import { entryList } from './config-lists';
import { createConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { conflict, readDraft, type Edit } from './draft';
import { createListEdits } from './edit-list';
import { kfDesk, kfRefused, ourKfAccount } from './kf-platform';
import { missingReceivers, type Missing } from './missing-receivers';
import { done, refused, type Done } from './refused';
import { whomAsked } from './whom-asked';

export interface KfLinking {
  entry: string;
  account: string;
  /** The button opens 微信客服 from the next publication on. */
  switchChannel: boolean;
}

interface Words {
  zh: string;
  en: string;
}

/** Whom the entry asks and who receives on its account: a button nobody there may answer finds nobody once it is published. */
interface WhoReceives {
  /** Absent: the platform could not be asked. */
  missing?: Missing[];
  /** Of all whom it asks nobody receives there. */
  nobody?: Words;
  unchecked?: { why: string; words: Words };
}

export interface KfLinked extends WhoReceives {
  revision: number;
  entry: string;
  account: string;
  url: string;
  /** False: it was so already, and there is no new revision. */
  changed: boolean;
}

/** Gives an entry of the draft an account and a link of its own there. The same again changes nothing, even with the revision of the first time. */
export async function linkKfEntry(ctx: DeskContext, edit: Edit, { entry: key, account, switchChannel }: KfLinking): Promise<Done<KfLinked>> {
  const native = kfDesk(ctx);
  if (native.kind === 'refused') return native;
  const draft = await readDraft(ctx);
  const entry = draft.config.entries.find((one) => one.key === key);
  const kept = entry && linkOf(draft.config, entry, account);
  const isKf = entry?.channel === 'kf' || !switchChannel;
  const isRepeated = draft.revision === edit.revision + 1 && draft.by === edit.actor.by && kept !== undefined && isKf;
  if (draft.revision !== edit.revision && !isRepeated) return conflict(draft);
  if (!entry) return refused('not-found', { entry: key });
  const who = (): Promise<WhoReceives> => whoReceives(native.value, draft.config, entry, account);
  if (kept !== undefined && isKf) return done({ revision: draft.revision, entry: key, account, url: kept, changed: false, ...(await who()) });

  const ours = await ourKfAccount(native.value, account);
  if (ours.kind === 'refused') return ours;
  const made = kept === undefined ? await native.value.setup.link(account, key) : { kind: 'read' as const, value: kept };
  if (made.kind !== 'read') return kfRefused(made);
  const url = made.value;
  if (entry.kfAccount === account && entry.kfUrl === url && isKf) return done({ revision: draft.revision, entry: key, account, url, changed: false, ...(await who()) });
  const saved = await createListEdits(ctx, entryList).patch(edit, key, { kfAccount: account, kfUrl: url, ...(switchChannel && { channel: 'kf' }) });
  return saved.kind === 'refused' ? saved : done({ revision: saved.value.revision, entry: key, account, url, changed: true, ...(await who()) });
}

/** The link it has on this account; one that another entry has too was copied and carries only one of them. */
function linkOf({ entries }: DeskConfig, entry: Entry, account: string): string | undefined {
  const { kfAccount, kfUrl } = entry;
  if (kfAccount !== account || kfUrl === undefined || !tellsEntry(kfUrl)) return undefined;
  return entries.some((other) => other !== entry && other.kfUrl === kfUrl) ? undefined : kfUrl;
}

async function whoReceives(native: NativeDesk, config: DeskConfig, entry: Entry, account: string): Promise<WhoReceives> {
  const listed = await native.receivers(account);
  if (listed.kind !== 'read') return { unchecked: { why: listed.why, words: linkReceiverWords.unchecked } };
  const view = createConfigView(config, 0);
  const there = new Set(listed.value.map(({ agent }) => userKey(agent)));
  const asked = whomAsked(view, entry);
  const mayAnswer = config.agents.some(({ key, disabled, wecomUserId }) =>
    !disabled && wecomUserId !== undefined && there.has(userKey(wecomUserId)) && (asked.anyone || asked.agents.has(key)));
  return { missing: missingReceivers(view, asked.agents, [...there]), ...(!mayAnswer && { nobody: linkReceiverWords.nobody }) };
}
