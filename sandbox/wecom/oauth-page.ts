import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { textIn, type Json } from '../reading';
import { issueSignIn } from './directory';
import { queryOf } from './endpoints';
import { errorAnswer } from './errors';
import type { WecomWorld } from './world';

const OAUTH = '/connect/oauth2/authorize';
const QR = '/wwlogin/sso/login';
const TAP = '/sign-in/tap';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** WeCom: at most 128 of a-z, A-Z, 0-9. */
const STATE = /^[a-zA-Z0-9]{0,128}$/;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** Why the real page would show an error instead of people; 0 = nothing is wrong. */
function fault({ settings }: WecomWorld, query: Json, page: 'oauth' | 'qr'): number {
  const { corpId, agentId } = settings();
  if (textIn(query, 'appid') !== corpId) return 40013;
  if (textIn(query, 'agentid') !== String(agentId)) return 40056;
  const back = textIn(query, 'redirect_uri');
  if (!URL.canParse(back) || !/^https?:$/.test(new URL(back).protocol)) return 50001;
  if (!STATE.test(textIn(query, 'state'))) return 40058;
  const form = page === 'qr' ? textIn(query, 'login_type') === 'CorpApp' : textIn(query, 'response_type') === 'code' && /^snsapi_(base|privateinfo)$/.test(textIn(query, 'scope'));
  return form ? 0 : 40058;
}

function html(reply: FastifyReply, status: number, title: string, body: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('content-security-policy', POLICY).header('cache-control', 'no-store')
    .send(`<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 26rem; margin: 10vh auto; padding: 0 1.5rem }
  ul { list-style: none; padding: 0 }
  a { display: block; padding: .7rem 1rem; margin: .5rem 0; border: 1px solid #8886; border-radius: .5rem; text-decoration: none; color: inherit }
  small { opacity: .65 }
</style>
<h1>${title}</h1>
${body}
</html>
`);
}

/**
 * The pages a member signs in on: inside WeCom (`connect/oauth2/authorize`) and with the QR code (`wwlogin/sso/login`). Here
 * one chooses who scans or confirms; the tap sends the browser back with a code, which works once within 5 minutes.
 */
export function signInPages(scope: FastifyInstance, world: WecomWorld): void {
  const show = (page: 'oauth' | 'qr') => async (request: FastifyRequest, reply: FastifyReply) => {
    const query = queryOf(request);
    const wrong = fault(world, query, page);
    if (wrong !== 0) return html(reply, 200, '无法登录 / cannot sign in', `<p>${escaped(errorAnswer(wrong, world.ids.nonce()).errmsg)}</p>`);
    const carried = new URLSearchParams({ redirect_uri: textIn(query, 'redirect_uri'), state: textIn(query, 'state') });
    const link = (who: string, words: string): string => `<li><a href="${escaped(`${scope.prefix}${TAP}?${new URLSearchParams({ who }).toString()}&${carried.toString()}`)}">${words}</a></li>`;
    const people = world.members.list().filter(({ status, visible }) => status === 1 && visible);
    const items = people.map(({ userid, name }) => link(userid, `${escaped(name)} <small>${escaped(userid)}</small>`));
    const title = page === 'qr' ? '扫码登录 / scan to sign in' : '企业微信登录 / sign in by WeCom';
    return html(reply, 200, title, `<p>模拟微信：点一下，就当是这位成员确认了。<br><small>Sandbox: tap the member who confirms.</small></p><ul>${items.join('')}${link('', '企业外的微信用户 <small>somebody outside the corp</small>')}</ul>`);
  };
  scope.get(OAUTH, show('oauth'));
  scope.get(QR, show('qr'));

  scope.get(TAP, async (request: FastifyRequest, reply: FastifyReply) => {
    const query = queryOf(request);
    const [who, back, state] = [textIn(query, 'who'), textIn(query, 'redirect_uri'), textIn(query, 'state')];
    if (!URL.canParse(back) || !/^https?:$/.test(new URL(back).protocol) || !STATE.test(state)) return html(reply, 400, '无法登录 / cannot sign in', '<p>redirect_uri, state</p>');
    if (who !== '' && !world.members.find(who)) return html(reply, 404, '无法登录 / cannot sign in', '<p>没有这位成员 / no such member</p>');
    const to = new URL(back);
    to.searchParams.set('code', issueSignIn(world, who === '' ? { openid: world.ids.openid() } : { userid: who }));
    to.searchParams.set('state', state);
    return reply.redirect(to.toString(), 302);
  });
}
