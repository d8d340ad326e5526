import type { ApiKey } from '../stores/records/people';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

/** A key as it is shown: whoever made it has seen it once, here is only its hash. */
export type ApiKeyShown = Omit<ApiKey, 'hash'>;

const shown = ({ id, site, name, createdAt, lastUsedAt }: ApiKey): ApiKeyShown => ({ id, site, name, createdAt, ...(lastUsedAt !== undefined && { lastUsedAt }) });

/** How often "last used" is written down: it is for people, who ask in days. */
const USED_EVERY = 60_000;

/** API keys and the signing secret of a site. Both are random and come in ready made; of a key only the hash. */
export function createSiteAccess(ctx: DeskContext) {
  const { people } = ctx.records;
  return {
    async keys(site: string): Promise<Done<{ keys: ApiKeyShown[]; hasSecret: boolean }>> {
      if (!ctx.view().site(site)) return refused('not-found');
      const [keys, secrets] = await Promise.all([people.apiKeys(site), people.siteSecrets(site)]);
      return done({ keys: keys.map(shown), hasSecret: secrets !== undefined });
    },

    async addKey(actor: Actor, site: string, name: string, hash: string): Promise<Done<ApiKeyShown>> {
      if (!ctx.view().site(site)) return refused('not-found');
      const key = { id: ctx.newId(), site, hash, name, createdAt: ctx.now() };
      await people.saveApiKey(key, auditRow(ctx, actor, 'add-key', `site:${site}`, { after: { id: key.id, name } }));
      return done(shown(key));
    },

    /** From now on the key opens nothing. */
    async dropKey(actor: Actor, site: string, id: string): Promise<Done<undefined>> {
      const key = (await people.apiKeys(site)).find((one) => one.id === id);
      if (!key) return refused('not-found');
      await people.dropApiKey(id, auditRow(ctx, actor, 'drop-key', `site:${site}`, { before: { id, name: key.name } }));
      return done(undefined);
    },

    /** Facts signed with the secret before are not believed any more. */
    async setSecret(actor: Actor, site: string, hmacSecret: string): Promise<Done<undefined>> {
      if (!ctx.view().site(site)) return refused('not-found');
      await people.saveSiteSecrets({ site, hmacSecret }, auditRow(ctx, actor, 'renew-secret', `site:${site}`));
      return done(undefined);
    },

    /** Whose key this is; a site that is gone has none. */
    async byKey(hash: string): Promise<{ id: string; site: string } | undefined> {
      const key = await people.apiKey(hash);
      if (!key || !ctx.view().site(key.site)) return undefined;
      const now = ctx.now();
      if (key.lastUsedAt === undefined || now - key.lastUsedAt > USED_EVERY) await people.keyUsed(key.id, now);
      return { id: key.id, site: key.site };
    },
  };
}
