import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type ErrorCode } from '../../shared/errors';
import { languageOf, type Language } from './language';
import { refuse } from './refuse';

type Said = Readonly<Record<Language, string>>;

/** What a refusal says to a person, besides the words of its code. */
export interface RefusalPage {
  title: Said;
  /** Where he may go on. */
  onward?: { address: string; words: Said };
}

const CODE: Said = { zh: '错误码', en: 'Code' };
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A refusal on an address a person's browser was sent to: a page for him, the usual body for everybody else. Nothing of the request is in it. */
export function refuseOnPage(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, { title, onward }: RefusalPage): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) return refuse(request, reply, code);
  const language = languageOf(request.headers['accept-language']);
  const { status, [language]: message } = errors[code];
  const page = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title[language]}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 30rem; margin: 15vh auto; padding: 0 1.5rem }
  small { opacity: .65 }
</style>
<h1>${title[language]}</h1>
<p>${message}</p>
${onward ? `<p><a href="${onward.address}">${onward.words[language]}</a></p>` : ''}
<p><small>${CODE[language]} ${code}</small></p>
</html>
`;
  return reply.code(status).header('content-type', 'text/html; charset=utf-8').header('content-security-policy', POLICY)
    .header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send(page);
}
