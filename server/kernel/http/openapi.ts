import * as z from 'zod';
import { scopeTexts } from '@teahouse/contract/app-scopes';
import type { Endpoint } from '@teahouse/contract/define';
import type { Module } from '../module.ts';
import { CUSTOMER_COOKIE, scopeFor, SESSION_COOKIE } from './admit.ts';

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
        security: security(e),
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

/** What a caller shows: one of these, or nothing. */
function security(e: Endpoint): Record<string, string[]>[] {
  const scope = scopeFor(e);
  const person = e.who === 'member' || e.who.startsWith('admin:') ? [{ session: [] }] : [];
  if (e.who === 'customer') return [{ customer: [] }];
  return [...person, ...(scope === undefined ? [] : [{ app: [scope] }])];
}

const components = {
  securitySchemes: {
    app: {
      type: 'oauth2',
      description:
        'An app of the company. `POST /api/oauth/token` gives a token for AgentId and Secret, as JSON or by HTTP Basic; show it as `Authorization: Bearer …`. Answers tell in RateLimit-Limit, -Remaining and -Reset what is left of the minute; 429 adds Retry-After.',
      flows: {
        clientCredentials: {
          tokenUrl: '/api/oauth/token',
          scopes: Object.fromEntries(Object.entries(scopeTexts).map(([scope, { en }]) => [scope, en])),
        },
      },
    },
    session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'A signed-in member' },
    customer: {
      type: 'apiKey',
      in: 'cookie',
      name: CUSTOMER_COOKIE,
      description: 'Somebody who scanned a contact-me code',
    },
  },
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
