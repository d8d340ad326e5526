import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type ErrorCode } from '../../../shared/errors';
import { languageOf } from '../language';
import { refuse } from '../refuse';

const words = {
  title: { zh: '没有登录成功', en: 'Not signed in' },
  again: { zh: '重新登录', en: 'Sign in again' },
  code: { zh: '错误码', en: 'Code' },
} as const;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A refusal on an address a person's browser was sent to: a page for him, the usual body for everybody else. Nothing of the request is in it. */
export function refuseOnPage(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, again: string): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) return refuse(request, reply, code);
  const language = languageOf(request.headers['accept-language']);
  const { status, [language]: message } = errors[code];
  const page = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title[language]}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 30rem; margin: 15vh auto; padding: 0 1.5rem }
  small { opacity: .65 }
</style>
<h1>${words.title[language]}</h1>
<p>${message}</p>
<p><a href="${again}">${words.again[language]}</a></p>
<p><small>${words.code[language]} ${code}</small></p>
</html>
`;
  return reply.code(status).header('content-type', 'text/html; charset=utf-8').header('content-security-policy', POLICY)
    .header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send(page);
}
