import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import { entryPagePath, type ArticleAnswer } from '../../shared/http/article';
import type { Desk } from '../desk/desk';
import type { App } from './fastify-app';

const MAX_BODY = 65_536;
const INVALID = JSON.stringify({ success: false, message: '客服ID无效' } satisfies ArticleAnswer);
const JSON_TYPE = 'application/json; charset=utf-8';

/** `POST /api/getCustomerServiceUrl`: the address of an entry's page, asked by its id; every refusal has the same form. */
export const article = ({ desk }: { desk: Pick<Desk, 'view'> }) => async (app: App): Promise<void> => {
  // Whatever is no JSON is no id; it is not the parser's to refuse.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => refuseId(reply, error.statusCode === 413 ? 413 : 404));

  // Answers are made once for each published configuration.
  let view = desk.view();
  let answers = answersOf(view);
  const answerTo = (id: string): string | undefined => {
    if (desk.view() !== view) {
      view = desk.view();
      answers = answersOf(view);
    }
    return answers.get(id);
  };

  app.post('/api/getCustomerServiceUrl', {
    schema: {
      tags: ['article'], summary: '按客服 ID 取页面地址 / the page of an entry, by its id',
      description: '请求体 `{"customerId": "vip"}`；多余字段被忽略 / body `{"customerId": "vip"}`; other fields are ignored',
      response: {
        200: Type.Object({ success: Type.Literal(true), url: Type.String() }),
        404: Type.Object({ success: Type.Literal(false), message: Type.String() }),
      },
    },
  }, (request, reply) => {
    const id = isJson(request.headers['content-type']) ? customerIdOf(request.body) : undefined;
    const answer = id === undefined ? undefined : answerTo(id);
    if (answer === undefined) refuseId(reply, 404);
    else sendReady(reply, 200, answer);
  });
};

function answersOf(view: ReturnType<Desk['view']>): Map<string, string> {
  const enabled = view.config.entries.filter((entry) => entry.enabled);
  return new Map(enabled.map(({ key }) => [key, JSON.stringify({ success: true, url: entryPagePath(key) } satisfies ArticleAnswer)]));
}

const isJson = (type: string | undefined): boolean => type !== undefined && /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type);

function customerIdOf(body: unknown): string | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('customerId' in parsed) || Array.isArray(parsed)) return undefined;
    return typeof parsed.customerId === 'string' ? parsed.customerId : undefined;
  } catch {
    return undefined;
  }
}

const refuseId = (reply: FastifyReply, status: 404 | 413): void => sendReady(reply, status, INVALID);

function sendReady(reply: FastifyReply, status: number, text: string): void {
  reply.code(status).header('content-type', JSON_TYPE).send(text);
}
