import type { DeskConfig } from '../../shared/config/desk-config';
import type { ChannelKind, Entry } from '../../shared/config/entry';
import { tellsEntry } from '../../shared/kf-link';
import { kfAccountWords, type KfAccountState } from '../../shared/kf-setup-words';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { kfDesk, kfRefused } from './kf-platform';
import { done, type Done } from './refused';

/** An entry that names an account, as it stands in the draft; one that is only in force, as it is there. */
export interface KfUse {
  key: string;
  site: string;
  label: Entry['label'];
  channel: ChannelKind;
  enabled: boolean;
  /** It has a link that tells the entry. */
  linked: boolean;
  draft: boolean;
  published: boolean;
}

export interface KfAccountShown {
  account: string;
  /** The account's name on the platform; absent when it is gone. */
  name?: string;
  state: KfAccountState;
  words: { zh: string; en: string };
  entries: KfUse[];
}

/** The platform's accounts, whether they were handed to us, and who uses them; then those that entries name and the platform has no more. */
export async function listKfAccounts(ctx: DeskContext): Promise<Done<{ revision: number; accounts: KfAccountShown[] }>> {
  const native = kfDesk(ctx);
  if (native.kind === 'refused') return native;
  const listed = await native.value.setup.accounts();
  if (listed.kind !== 'read') return kfRefused(listed);
  const draft = await readDraft(ctx);
  const uses = usesByAccount(draft.config, ctx.view().config);
  const shown = (account: string, state: KfAccountState, name?: string): KfAccountShown =>
    ({ account, ...(name !== undefined && { name }), state, words: kfAccountWords[state], entries: uses.get(account) ?? [] });
  const known = new Set(listed.value.map(({ account }) => account));
  return done({
    revision: draft.revision,
    accounts: [
      ...listed.value.map(({ account, name, ours }) => shown(account, ours ? 'ours' : 'not-ours', name)),
      ...[...uses.keys()].filter((account) => !known.has(account)).map((account) => shown(account, 'gone')),
    ],
  });
}

function usesByAccount(draft: DeskConfig, published: DeskConfig): Map<string, KfUse[]> {
  const uses = new Map<string, Map<string, KfUse>>();
  for (const [config, place] of [[draft, 'draft'], [published, 'published']] as const) {
    for (const entry of config.entries) {
      if (!entry.kfAccount) continue;
      const ofAccount = uses.get(entry.kfAccount) ?? new Map<string, KfUse>();
      uses.set(entry.kfAccount, ofAccount.set(entry.key, { ...(ofAccount.get(entry.key) ?? useOf(entry)), [place]: true }));
    }
  }
  return new Map([...uses].map(([account, byKey]) => [account, [...byKey.values()]]));
}

const useOf = ({ key, site, label, channel, enabled, kfUrl }: Entry): KfUse =>
  ({ key, site, label, channel, enabled, linked: kfUrl !== undefined && tellsEntry(kfUrl), draft: false, published: false });
