import { TypeGuard, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FastifySchemaCompiler } from 'fastify';
import { checkShape, type ShapeFault } from '../../shared/check-shape';

/**
 * Checks requests by the same rules as the configuration itself, with the defaults inside its nested forms filled in.
 * Numbers in a query arrive as text and are read as numbers there, and only there.
 */
export const shapeValidator: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  if (!isSchema(schema)) throw new Error('a route has a schema of another kind');
  return (data: unknown) => {
    const given = httpPart === 'querystring' ? Value.Convert(schema, data) : data;
    const checked = checkShape(schema, given);
    return checked.ok ? { value: checked.value } : { error: faultOf(checked.faults) };
  };
};

const isSchema = (schema: unknown): schema is TSchema => TypeGuard.IsSchema(schema);

/** In the form the framework gives its own. */
function faultOf(faults: readonly ShapeFault[]): Error {
  const validation = faults.map(({ at, fault, unknownField }) => ({
    keyword: unknownField ? 'additionalProperties' : 'shape', instancePath: at, message: fault, schemaPath: '', params: {},
  }));
  return Object.assign(new Error('not of the expected form'), { validation, statusCode: 400 });
}
