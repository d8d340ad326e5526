import type { Conversation } from '../../shared/conversation';
import type { GivenSurvey } from '../../shared/http/chat';
import type { Identity } from '../../shared/identity';
import type { Message } from '../../shared/message';
import type { VisitorFacts } from '../../shared/visitor-facts';
import type { SiteSecrets } from '../stores/records/people';
import type { Actor } from './actor';
import type { DeskContext } from './desk-context';
import { eraseVisitor } from './erase-visitor';
import { done, refused, type Done, type Refused } from './refused';
import { setFacts } from './set-facts';
import { visitorMessages } from './visitor-history';

/** Who a merchant means: our id, or the one his site knows (the openid in his mini-program, his own user id on his web page). */
export type Whom = { visitor: string } | { subject: string };

/** A key of one site: it sees and does nothing beyond it. */
export interface MerchantKey {
  id: string;
  site: string;
}

export interface MerchantFilter {
  state?: Conversation['state'];
  from?: number;
  to?: number;
  before?: string;
  limit: number;
}

const PAGE = 200;
/** Pages looked through for one answer where the store cannot tell sites apart. */
const MOST_PAGES = 10;

/** What a merchant's own server may ask. Whatever is not of the key's site does not exist for it. */
export function createMerchantDesk(ctx: DeskContext) {
  const actor = (key: MerchantKey): Actor => ({ by: `key:${key.id}`, role: 'merchant' });

  /** The same rule everywhere: by the platform account, and where an account names no site (kf), by the entry. */
  function belongs(site: string, { account, entry }: { account: string; entry: string }): boolean {
    const view = ctx.view();
    return (view.siteOf(account)?.key ?? view.entry(entry)?.site) === site;
  }

  /** Accounts whose conversations can be this site's; undefined: only looking at each tells. */
  function accountsOf(site: string): string[] | undefined {
    const view = ctx.view();
    const known = view.site(site);
    if (known?.kind === 'mini-program' && known.appId === undefined) return undefined;
    const kf = view.config.entries.flatMap((entry) => (entry.site === site && entry.kfAccount !== undefined ? [entry.kfAccount] : []));
    return [known?.appId ?? site, ...kf];
  }

  function identityOf(site: string, subject: string): Identity | Refused {
    const known = ctx.view().site(site);
    if (known?.kind === 'web') return { provider: 'web', account: site, subject };
    if (known?.appId === undefined) return refused('bad-request', { at: 'site', fault: 'the site has no appId, so an openid names nobody' });
    return { provider: 'wechat', account: known.appId, subject };
  }

  /** `make`: an id his site knows becomes a visitor even before his first visit. */
  async function visitorOf(key: MerchantKey, whom: Whom, make: boolean): Promise<Done<string>> {
    const { people } = ctx.records;
    if ('visitor' in whom) {
      const identities = await people.identities(whom.visitor);
      return identities.some(({ account }) => ctx.view().siteOf(account)?.key === key.site) ? done(whom.visitor) : refused('not-found');
    }
    const identity = identityOf(key.site, whom.subject);
    if ('kind' in identity) return identity;
    if (make) return done((await people.visitor(identity, ctx.newId(), ctx.now())).id);
    const known = await people.visitorKnownAs(identity);
    return known === undefined ? refused('not-found') : done(known);
  }

  return {
    async setFacts(key: MerchantKey, whom: Whom, facts: VisitorFacts): Promise<Done<{ visitor: string; facts: VisitorFacts }>> {
      const found = await visitorOf(key, whom, true);
      return found.kind === 'done' ? setFacts(ctx, actor(key), found.value, facts) : found;
    },

    /** Erasing somebody who is not there, or not any more, changes nothing and is no fault. */
    async erase(key: MerchantKey, whom: Whom): Promise<Done<{ erased: boolean }>> {
      const found = await visitorOf(key, whom, false);
      if (found.kind === 'refused') return found.code === 'not-found' ? done({ erased: false }) : found;
      const erased = await eraseVisitor(ctx, actor(key), found.value);
      return done({ erased: erased.kind === 'done' });
    },

    async conversations(key: MerchantKey, whom: Whom | undefined, filter: MerchantFilter): Promise<Done<Conversation[]>> {
      const accounts = accountsOf(key.site);
      const of = whom && (await visitorOf(key, whom, false));
      if (of?.kind === 'refused') return of.code === 'not-found' ? done([]) : of;
      const found: Conversation[] = [];
      let { before } = filter;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const some = await ctx.records.conversations.list({
          ...filter, limit: PAGE, ...(before !== undefined && { before }), ...(accounts && { accounts }), ...(of && { visitor: of.value }),
        });
        found.push(...some.filter((one) => belongs(key.site, one)));
        if (some.length < PAGE || found.length >= filter.limit) break;
        before = some.at(-1)?.id;
      }
      return done(found.slice(0, filter.limit));
    },

    /** What was said after `after`, without what colleagues note for each other. */
    async messages(key: MerchantKey, id: string, after: number): Promise<Done<{ conversation: Conversation; messages: Message[]; seq: number; survey?: GivenSurvey }>> {
      const conversation = await ctx.records.conversations.get(id);
      if (!conversation || !belongs(key.site, conversation)) return refused('conversation-unknown');
      const found = await visitorMessages(ctx, conversation.visitor, id, after);
      if (!found) return refused('conversation-unknown');
      const survey = await ctx.records.surveys.of(id);
      return done({ ...found, ...(survey && { survey }) });
    },

    /** The site an account belongs to, and what facts about its visitors are signed with. */
    async secretOf(account: string): Promise<SiteSecrets | undefined> {
      const site = ctx.view().siteOf(account);
      return site && ctx.records.people.siteSecrets(site.key);
    },

    /** What a phone brought from the merchant, after its signature was found right: replaces what is known about him. */
    async signedFacts(visitor: string, site: string, facts: VisitorFacts): Promise<void> {
      await setFacts(ctx, { by: `site:${site}`, role: 'merchant' }, visitor, facts);
    },
  };
}
