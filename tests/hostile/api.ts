/** A part of an OpenAPI document or of a body; nothing is known of it yet. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface Route {
  method: string;
  /** As described, `/api/ops/entries/{key}`. */
  path: string;
  query: readonly { name: string; schema: Fields; required: boolean }[];
  /** Schema of each path parameter. */
  params: Readonly<Record<string, Fields>>;
  body?: { type: string; schema: Fields };
}

const CUSTOMER = { type: 'object', required: ['customerId'], properties: { customerId: { type: 'string' } } };

/** Every operation of the document the server serves at /docs/json. */
export function routesOf(document: unknown): Route[] {
  return Object.entries(fieldsOf(fieldsOf(document).paths)).flatMap(([path, methods]) =>
    Object.entries(fieldsOf(methods)).map(([method, operation]) => routeOf(method, path, fieldsOf(operation))));
}

function routeOf(method: string, path: string, operation: Fields): Route {
  const parameters = listOf(operation.parameters).map(fieldsOf);
  // The article's route reads its body itself, so its form is only described in words.
  const body = path === '/api/getCustomerServiceUrl' ? { 'application/json': { schema: CUSTOMER } } : fieldsOf(fieldsOf(operation.requestBody).content);
  const [type, content] = Object.entries(body)[0] ?? [];
  return {
    method: method.toUpperCase(), path,
    query: parameters.filter((one) => one.in === 'query').map((one) => ({ name: textOf(one.name), schema: fieldsOf(one.schema), required: one.required === true })),
    params: Object.fromEntries(parameters.filter((one) => one.in === 'path').map((one) => [textOf(one.name), fieldsOf(one.schema)])),
    ...(type !== undefined && { body: { type, schema: fieldsOf(fieldsOf(content).schema) } }),
  };
}
