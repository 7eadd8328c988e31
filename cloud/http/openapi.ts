import { z } from 'zod';
import { fileAnswerSchema } from './file-answer.ts';
import type { Route } from './route.ts';

/** Grows with each change of the interface that clients can see. */
const API_VERSION = '1.2.0';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of these operations, from the schemas that check them. */
export function describeApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  const named: Json = {};
  for (const one of routes) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: describe(one, named) };
  }
  return {
    openapi: '3.1.0',
    info: { title: "Foyer's memory endpoint", version: API_VERSION, description: 'See docs/cloud.md.' },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: "A kiosk's access token, a tenant's static token, a channel's key, or for /v1/admin the operator's key.",
        },
      },
      schemas: {
        ...named,
        Refusal: {
          type: 'object',
          properties: { code: { type: 'string' }, message: { type: 'string' } },
          required: ['code', 'message'],
        },
      },
    },
  };
}

function describe({ method, path, summary, who, input, output }: Route, named: Json): Json {
  const takes = schemaOf(input, 'input', named);
  const refusals = who === 'anyone' ? [400, 403, 429] : [400, 401, 403, 429];
  return {
    operationId: path.replace('/v1/', '').replaceAll('/:', '-by-').replaceAll('/', '-'),
    summary,
    ...(who === 'anyone' ? {} : { security: [{ bearer: [] }], 'x-who': who }),
    ...(method === 'GET'
      ? { parameters: parametersOf(takes, path) }
      : { requestBody: { required: true, content: { 'application/json': { schema: takes } } } }),
    responses: {
      200: { description: 'Done.', content: contentOf(output, named) },
      ...Object.fromEntries(
        refusals.map((status) => [
          status,
          { description: 'Refused.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
        ]),
      ),
    },
  };
}

function contentOf(output: z.ZodType, named: Json): Json {
  if (output === fileAnswerSchema) return { 'application/octet-stream': {} };
  return { 'application/json': { schema: schemaOf(output, 'output', named) } };
}

/** Schemas with an id go to `named`, once for the whole document. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Json): Json {
  const json = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).replaceAll('#/$defs/', '#/components/schemas/');
  const { $schema: _dialect, $defs: definitions = {}, ...rest } = JSON.parse(json) as Json;
  for (const [id, definition] of Object.entries(definitions as Json)) {
    const { id: _name, ...plain } = definition as Json;
    named[id] = plain;
  }
  return rest;
}

function parametersOf(schema: Json, path: string): Json[] {
  const properties = (schema.properties ?? {}) as Record<string, Json>;
  return Object.entries(properties).map(([name, one]) => {
    const inPath = path.split('/').includes(`:${name}`);
    return { name, in: inPath ? 'path' : 'query', required: inPath, schema: one };
  });
}
