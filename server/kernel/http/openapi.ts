import * as z from 'zod';
import type { Module } from '../module.ts';

/** The whole API as OpenAPI 3.1, read off the contract. */
export function openApi(modules: readonly Pick<Module, 'name' | 'handlers'>[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const m of modules) {
    for (const { endpoint: e } of m.handlers) {
      const path = '/api' + e.path.replaceAll(/:(\w+)/g, '{$1}');
      const names = [...e.path.matchAll(/:(\w+)/g)].map((found) => found[1]!);
      const input = z.toJSONSchema(e.input, { io: 'input', unrepresentable: 'any' }) as {
        properties?: Record<string, unknown>;
        required?: string[];
      };
      const rest = Object.entries(input.properties ?? {}).filter(([name]) => !names.includes(name));
      const required = (input.required ?? []).filter((name) => !names.includes(name));
      const inPath = names.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: input.properties?.[name] ?? { type: 'string' },
      }));
      const inQuery = rest.map(([name, schema]) => ({
        name,
        in: 'query',
        required: required.includes(name),
        schema,
      }));
      paths[path] ??= {};
      paths[path][e.method.toLowerCase()] = {
        tags: [m.name],
        summary: e.summary,
        'x-who': e.who,
        'x-errors': e.errors,
        parameters: e.method === 'GET' ? [...inPath, ...inQuery] : inPath,
        ...(e.method === 'GET' || rest.length === 0
          ? {}
          : {
              requestBody: {
                required: true,
                content: {
                  'application/json': {
                    schema: { type: 'object', properties: Object.fromEntries(rest), required },
                  },
                },
              },
            }),
        responses: {
          200: {
            description: 'OK',
            content: e.raw
              ? {}
              : {
                  'application/json': {
                    schema: z.toJSONSchema(e.output, { io: 'output', unrepresentable: 'any' }),
                  },
                },
          },
          default: { $ref: '#/components/responses/Refused' },
        },
      };
    }
  }
  return { openapi: '3.1.0', info: { title: 'Teahouse', version: '0.1.0' }, paths, components };
}

const components = {
  responses: {
    Refused: {
      description: 'Why not: a code that never changes, and a sentence in the language asked for',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['error'],
            properties: {
              error: {
                type: 'object',
                required: ['code', 'text'],
                properties: {
                  code: { type: 'string' },
                  text: { type: 'string' },
                  requestId: { type: 'string' },
                  fields: {
                    type: 'array',
                    items: {
                      type: 'object',
                      properties: { path: { type: 'string' }, text: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
