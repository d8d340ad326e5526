import type { DeliveryState } from '../../../shared/message';
import { DeliveriesAnswer, DeliveriesQuery } from '../../../shared/http/ops-look-up';
import { IdParams } from '../../../shared/http/ops-config';
import type { App } from '../fastify-app';
import { NoContent, refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** What somebody should look at, when no state is asked for. */
const TROUBLE: DeliveryState[] = ['failed', 'unknown', 'held'];

/** What is on its way to a platform, and why some of it is not. */
export const deliveries = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: deliveries'];
  const onRequest = gate.allow('deliveries');

  app.get('/api/ops/deliveries', {
    onRequest, schema: { tags, summary: '发送记录 / deliveries', security, querystring: DeliveriesQuery, response: { 200: DeliveriesAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => {
    const { state, ...filter } = request.query;
    return reply.send({ deliveries: await desk.ops.lookUp.deliveries({ ...filter, states: state === undefined ? TROUBLE : [state] }) });
  });

  app.post('/api/ops/deliveries/:id/resend', {
    onRequest, schema: { tags, summary: '重新发送 / send again', security, params: IdParams, response: { 204: NoContent, ...refusals(401, 403, 409) } },
  }, async (request, reply) => {
    const again = await desk.ops.resend(actorOf(gate, request), request.params.id);
    return again.kind === 'refused' ? refuseDone(request, reply, again) : reply.code(204).send(undefined);
  });
};
