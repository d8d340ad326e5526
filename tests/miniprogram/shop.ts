import type { EntriesAnswer, EntryView, OwnConversationsAnswer, OwnMessagesAnswer } from '../../shared/http/visitor';
import type { Request, Response } from './wechat';

export const sales: EntryView = {
  key: 'sales',
  label: { zh: '售前咨询', en: 'Sales' },
  channel: 'contact',
  state: { kind: 'available', words: { zh: '李丽在线，马上回复您', en: 'Li Li is here' }, agent: { name: '李丽' } },
  invitation: { kind: 'contact', sessionFrom: 'ticket-sales-1', cardTitle: '售前咨询', cardPath: 'pages/entry/index?e=sales' },
};

export const service: EntryView = {
  key: 'after-sales',
  label: { zh: '售后服务', en: 'After-sales' },
  channel: 'kf',
  state: { kind: 'queue', words: { zh: '客服都在忙，请稍等' }, waiting: 2, wait: { fromMinutes: 3, toMinutes: 5 } },
  invitation: { kind: 'kf', url: 'https://work.weixin.qq.com/kfid/kfc1?scene=1', corpId: 'ww1' },
};

export const vip: EntryView = {
  key: 'vip',
  label: { zh: 'VIP 专属' },
  channel: 'chat',
  state: { kind: 'stand-in', words: { zh: '王敏代李丽接待您' }, agent: { name: '王敏' }, standsInFor: '李丽' },
  invitation: { kind: 'chat', ticket: 't' },
};

const hour = 3_600_000;

/** A pretend server: logins, entries with an ETag, left messages once per client id. */
export const createShop = (entries: EntryView[]) => {
  const shop = {
    entries,
    /** The template it calls visitors back with; '' for none. */
    notice: '',
    /** What every request meets first; undefined lets it through. */
    trouble: undefined as Response | undefined,
    /** A kind of state that this release does not know, in place of every entry's own. */
    oddKind: '',
    /** The answer to the next left message is lost after it was stored. */
    loseNextAnswer: false,
    conversations: [] as OwnConversationsAnswer['conversations'],
    /** What was said in them, by the conversation's id. */
    said: {} as Record<string, OwnMessagesAnswer['messages']>,
    /** What was said about the visitor, and believed. */
    facts: [] as unknown[],
    left: new Map<string, unknown>(),
    tokens: new Set<string>(),
    answer(request: Request): Response {
      if (shop.trouble !== undefined) return shop.trouble;
      if (request.path === '/api/visitor/login') {
        const token = `token-${shop.tokens.size + 1}-${entries.length}`;
        shop.tokens.add(token);
        return { status: 200, body: { token, expiresAt: Date.now() + 24 * hour } };
      }
      if (!shop.tokens.has((request.header['authorization'] ?? '').replace('Bearer ', ''))) return { status: 401, body: { code: 'login-needed', message: '请先登录' } };
      if (request.path === '/api/visitor/entries') return shop.list(request.header['if-none-match'] ?? '');
      if (request.path === '/api/visitor/conversations') return { status: 200, body: { conversations: shop.conversations } };
      const asked = /^\/api\/visitor\/conversations\/(\w+)\/messages\?after=(\d+)$/.exec(request.path);
      if (asked !== null) return shop.messages(asked[1] ?? '', Number(asked[2]));
      if (request.path === '/api/visitor/facts') {
        shop.facts.push(request.body);
        return { status: 200, body: { believed: true } };
      }
      if (request.path === '/api/visitor/left-messages') return shop.leave(request.body);
      return { status: 404, body: { code: 'not-found', message: '没有找到' } };
    },
    list(known: string): Response {
      const body: EntriesAnswer = { site: { name: '小店', ...(shop.notice !== '' && { notice: shop.notice }) }, entries: shop.entries };
      const etag = `"${JSON.stringify(body).length}-${JSON.stringify(body.entries.map(({ state, invitation }) => [state, invitation]))}"`;
      const sent = shop.oddKind === '' ? body : { ...body, entries: body.entries.map((entry) => ({ ...entry, state: { ...entry.state, kind: shop.oddKind } })) };
      return etag === known ? { status: 304 } : { status: 200, body: sent, header: { ETag: etag } };
    },
    /** At most two at once, so that a reader has to go on. */
    messages(id: string, after: number): Response {
      const said = shop.said[id];
      if (said === undefined) return { status: 404, body: { code: 'conversation-unknown', message: '' } };
      const messages = said.filter(({ seq }) => seq > after).slice(0, 2);
      return { status: 200, body: { messages, seq: Math.max(after, messages.at(-1)?.seq ?? 0), state: 'closed' } };
    },
    leave(body: unknown): Response {
      const clientId = typeof body === 'object' && body !== null && 'clientId' in body ? String(body.clientId) : '';
      if (!shop.left.has(clientId)) shop.left.set(clientId, body);
      if (shop.loseNextAnswer) {
        shop.loseNextAnswer = false;
        return 'nothing';
      }
      return { status: 200, body: { conversation: 'c1', words: { zh: '李丽上班后会回复您', en: 'Li Li will answer' } } };
    },
  };
  return shop;
};
