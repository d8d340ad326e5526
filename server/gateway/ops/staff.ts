import { IdParams } from '../../../shared/http/ops-config';
import { PasswordResetRequest, StaffAnswer, StaffCreateRequest, StaffListAnswer, StaffRequest } from '../../../shared/http/ops-people';
import { hashPassword } from '../auth/password';
import type { App } from '../fastify-app';
import { NoContent, refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Who may sign in, and as what. */
export const staff = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: staff'];
  const { staff: edits } = desk.ops;
  const onRequest = gate.allow('staff');

  app.get('/api/ops/staff', {
    onRequest, schema: { tags, summary: '账号 / logins', security, response: { 200: StaffListAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send({ staff: await edits.list() }));

  app.post('/api/ops/staff', {
    onRequest, schema: { tags, summary: '新增账号 / add a login', security, body: StaffCreateRequest, response: { 201: StaffAnswer, ...refusals(400, 401, 403, 409) } },
  }, async (request, reply) => {
    const { password, ...terms } = request.body;
    const made = await edits.create(actorOf(gate, request), terms, await hashPassword(password));
    return made.kind === 'refused' ? refuseDone(request, reply, made) : reply.code(201).send(made.value);
  });

  app.put('/api/ops/staff/:id', {
    onRequest,
    schema: { tags, summary: '修改或停用账号；停用即退出 / change or disable a login; disabled is signed out', security, params: IdParams, body: StaffRequest, response: { 200: StaffAnswer, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await edits.update(actorOf(gate, request), request.params.id, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.post('/api/ops/staff/:id/password', {
    onRequest, schema: { tags, summary: '重设密码；全部退出 / a new password; signed out everywhere', security, params: IdParams, body: PasswordResetRequest, response: { 200: StaffAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const saved = await edits.resetPassword(actorOf(gate, request), request.params.id, await hashPassword(request.body.password));
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.post('/api/ops/staff/:id/second-factor/reset', {
    onRequest, schema: { tags, summary: '解除两步验证，用于手机和恢复码都丢了 / take the second factor off, when phone and recovery codes are lost', security, params: IdParams, response: { 204: NoContent, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const reset = await desk.ops.resetSecondFactor(actorOf(gate, request), request.params.id);
    return reset.kind === 'refused' ? refuseDone(request, reply, reset) : reply.code(204).send(undefined);
  });
};
