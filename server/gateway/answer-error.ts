import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../shared/errors';
import { refuse } from './refuse';

const byStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'login-needed', 403: 'not-allowed', 404: 'not-found', 405: 'method-not-allowed',
  413: 'too-large', 415: 'unsupported-type', 429: 'too-many-requests', 503: 'unavailable',
};

/** Whatever was thrown on the way becomes a refusal: the caller's fault a 4xx in our form, ours a 500 that is logged. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const code = codeOf(error);
  if (code === 'internal' || code === 'unavailable') {
    request.log.error({ err: error, reqId: request.id, route: request.routeOptions.url }, 'a request failed');
  }
  refuse(request, reply, code, detailOf(error));
}

function codeOf(error: FastifyError): ErrorCode {
  if (error.validation) {
    // Where one of several forms is expected, the fields of the others say nothing.
    const oneOfMany = error.validation.some((fault) => fault.keyword === 'anyOf');
    return !oneOfMany && error.validation.some((fault) => fault.keyword === 'additionalProperties') ? 'unknown-field' : 'bad-request';
  }
  const status = error.statusCode ?? 500;
  return byStatus[status] ?? (status >= 400 && status < 500 ? 'bad-request' : 'internal');
}

/** Which field is wrong and how; the rules' own words, which never hold the value. */
function detailOf(error: FastifyError): unknown {
  const fault = error.validation?.[0];
  if (!fault) return undefined;
  const field = fault.params.additionalProperty;
  return {
    at: `${error.validationContext ?? ''}${fault.instancePath}`,
    fault: fault.message ?? fault.keyword,
    ...(typeof field === 'string' && { field: field.slice(0, 60) }),
  };
}
