import type { ApiKey, SiteSecrets, Webhook } from '../records/people';
import { first, int, intOrNull, json, text } from './row';
import { ask, change, type Operation, type Row } from './statement';

export function* siteSecrets(site: string): Operation<SiteSecrets | undefined> {
  const row = first((yield ask('SELECT site, hmac_secret FROM site_secrets WHERE site = ?', site)).rows);
  return row && { site: text(row.site), hmacSecret: text(row.hmac_secret) };
}

export function* saveSiteSecrets(s: SiteSecrets): Operation<void> {
  yield change(
    'INSERT INTO site_secrets (site, hmac_secret) VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET hmac_secret = excluded.hmac_secret', s.site, s.hmacSecret,
  );
}

const KEYS = 'SELECT id, site, hash, name, created_at, last_used_at FROM api_keys';

const keyOf = (row: Row): ApiKey => {
  const out: ApiKey = { id: text(row.id), site: text(row.site), hash: text(row.hash), name: text(row.name), createdAt: int(row.created_at) };
  const lastUsedAt = intOrNull(row.last_used_at);
  if (lastUsedAt !== null) out.lastUsedAt = lastUsedAt;
  return out;
};

export function* apiKey(hash: string): Operation<ApiKey | undefined> {
  const row = first((yield ask(`${KEYS} WHERE hash = ?`, hash)).rows);
  return row && keyOf(row);
}

export function* apiKeys(site: string): Operation<ApiKey[]> {
  return (yield ask(`${KEYS} WHERE site = ? ORDER BY created_at, id`, site)).rows.map(keyOf);
}

export function* saveApiKey(k: ApiKey): Operation<void> {
  yield change(
    `INSERT INTO api_keys (id, site, hash, name, created_at, last_used_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET site = excluded.site, hash = excluded.hash, name = excluded.name, last_used_at = excluded.last_used_at`,
    k.id, k.site, k.hash, k.name, k.createdAt, k.lastUsedAt ?? null,
  );
}

export function* keyUsed(id: string, now: number): Operation<void> {
  yield change('UPDATE api_keys SET last_used_at = ? WHERE id = ?', now, id);
}

export function* dropApiKey(id: string): Operation<boolean> {
  return (yield change('DELETE FROM api_keys WHERE id = ?', id)).count > 0;
}

export function* webhooks(): Operation<Webhook[]> {
  const { rows } = yield ask('SELECT id, site, url, secret, events, disabled FROM webhooks ORDER BY id');
  return rows.map((row) => ({
    id: text(row.id), site: text(row.site), url: text(row.url), secret: text(row.secret), events: json<string[]>(row.events), disabled: int(row.disabled) === 1,
  }));
}

export function* saveWebhook(w: Webhook): Operation<void> {
  yield change(
    `INSERT INTO webhooks (id, site, url, secret, events, disabled) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET site = excluded.site, url = excluded.url, secret = excluded.secret, events = excluded.events, disabled = excluded.disabled`,
    w.id, w.site, w.url, w.secret, JSON.stringify(w.events), w.disabled ? 1 : 0,
  );
}

export function* dropWebhook(id: string): Operation<boolean> {
  return (yield change('DELETE FROM webhooks WHERE id = ?', id)).count > 0;
}
