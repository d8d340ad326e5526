import { Type } from '@sinclair/typebox';
import { closed, type ControlParts, type ControlScope } from './scope';

const Platform = Type.Optional(Type.Union([Type.Literal('wechat'), Type.Literal('wecom')]));
const Count = Type.Optional(Type.Integer({ minimum: -1 }));
const Skip = Type.Optional(Type.Integer({ minimum: 0 }));
const words = <T extends string>(...all: T[]) => Type.Union(all.map((word) => Type.Literal(word)));

const ApiFault = Type.Object({
  path: Type.String({ pattern: '^(\\*|/.*)$' }),
  platform: Platform,
  kind: words('errcode', 'http', 'slow', 'cut-before', 'cut-after-accept'),
  errcode: Type.Optional(Type.Integer()),
  errmsg: Type.Optional(Type.String()),
  status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
  ms: Type.Optional(Type.Integer({ minimum: 0 })),
  count: Count,
  skip: Skip,
}, closed);

const PushFault = Type.Object({
  platform: Platform,
  only: Type.Optional(Type.String()),
  kind: words('duplicate', 'reorder', 'drop', 'wrong-signature', 'wrong-appid', 'pad'),
  copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  together: Type.Optional(Type.Boolean()),
  bytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 32 })),
  attempts: Type.Optional(Type.Integer({ minimum: 1 })),
  count: Count,
  skip: Skip,
}, closed);

/** What goes wrong on purpose, and tokens that die early. */
export function faultRoutes(scope: ControlScope, { faults, ground, wechat, wecom }: ControlParts): void {
  scope.post('/faults', { schema: { body: ApiFault } }, async ({ body }) => {
    const id = ground.ids.next('f');
    faults.addApi({ count: 1, skip: 0, ...body, id });
    return { id };
  });
  scope.post('/push-faults', { schema: { body: PushFault } }, async ({ body }) => {
    const id = ground.ids.next('f');
    faults.addPush({ count: 1, skip: 0, ...body, id });
    return { id };
  });
  scope.get('/faults', async () => faults.list());
  scope.delete('/faults', async () => {
    faults.clear();
    ground.pusher.release();
    return { ok: true };
  });
  scope.post('/tokens/invalidate', {
    schema: { body: Type.Object({ platform: words('wechat', 'wecom'), how: Type.Optional(words('expired', 'killed')) }, closed) },
  }, async ({ body }) => {
    (body.platform === 'wechat' ? wechat : wecom).tokens.invalidate(body.how ?? 'expired');
    return { ok: true };
  });
}
