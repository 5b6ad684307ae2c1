import type { FastifyInstance } from 'fastify';
import { errors } from '@teahouse/contract/errors';
import type { Module } from '../module.ts';
import { localeOf } from './answer.ts';

type Described = { paths: Record<string, Record<string, unknown>> };

interface Operation {
  summary: string;
  'x-who': string;
  security: readonly Record<string, readonly string[]>[];
  'x-errors': readonly (keyof typeof errors)[];
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: { 'application/json': { schema: unknown } } };
  responses: { 200: { content: { 'application/json'?: { schema: unknown } } } };
}

const words = {
  en: {
    title: 'Teahouse API',
    lead: 'Every call of this installation, read off its contract.',
    who: 'Who',
    scope: 'Apps with scope',
    input: 'Input',
    output: 'Answer',
    errors: 'Refusals',
    file: 'a file or redirect',
  },
  zh: {
    title: '茶馆 API',
    lead: '本系统的全部接口，由契约直接生成。',
    who: '谁可以调用',
    scope: '应用所需权限',
    input: '参数',
    output: '返回',
    errors: '拒绝原因',
    file: '文件或跳转',
  },
} as const;

/** /api: the API as a page for people, in their language; /api/openapi.json is the same for programs. */
export function mountApiPage(
  app: FastifyInstance,
  modules: readonly Pick<Module, 'name' | 'handlers'>[],
  described: Described,
): void {
  app.get('/api', async (request, reply) => {
    const locale = localeOf(request);
    return reply.type('text/html; charset=utf-8').send(page(modules, described, locale));
  });
  app.get('/api/docs.css', async (_request, reply) => reply.type('text/css').send(STYLE));
}

function page(
  modules: readonly Pick<Module, 'name' | 'handlers'>[],
  described: Described,
  locale: 'zh' | 'en',
): string {
  const say = words[locale];
  const sections = modules.map((m) => {
    const calls = m.handlers.map(({ endpoint: e }) => {
      const path = '/api' + e.path.replaceAll(/:(\w+)/g, '{$1}');
      return callOf(e.method, path, described.paths[path]?.[e.method.toLowerCase()] as Operation, locale);
    });
    return `<section id="${m.name}"><h2>${m.name}</h2>${calls.join('')}</section>`;
  });
  const nav = modules.map((m) => `<a href="#${m.name}">${m.name}</a>`).join('');
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say.title}</title>
<link rel="stylesheet" href="/api/docs.css"></head><body><header><h1>${say.title}</h1><p>${say.lead} <a href="/api/openapi.json">OpenAPI 3.1</a></p><nav>${nav}</nav></header>
<main>${sections.join('')}</main></body></html>`;
}

function callOf(method: string, path: string, op: Operation, locale: 'zh' | 'en'): string {
  const say = words[locale];
  const body = op.requestBody?.content['application/json'].schema;
  const scope = op.security.find((one) => one['app'])?.['app']?.[0];
  const answer = op.responses[200].content['application/json']?.schema;
  const rows = [
    ...op.parameters.map(
      (p) =>
        `<li><code>${safe(p.name)}</code>${p.required ? ' *' : ''} <span>${safe(p.in)} · ${safe(shape(p.schema))}</span></li>`,
    ),
    ...(body ? [`<li><pre>${safe(shape(body))}</pre></li>`] : []),
  ];
  const refusals = op['x-errors'].map(
    (code) => `<li><code>${code}</code> ${errors[code].status} · ${safe(errors[code][locale])}</li>`,
  );
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${safe(path)}</code> <span>${safe(op.summary)}</span></summary>
<dl><dt>${say.who}</dt><dd><code>${safe(op['x-who'])}</code></dd>${scope === undefined ? '' : `<dt>${say.scope}</dt><dd><code>${safe(scope)}</code></dd>`}${rows.length ? `<dt>${say.input}</dt><dd><ul>${rows.join('')}</ul></dd>` : ''}
<dt>${say.output}</dt><dd><pre>${answer ? safe(shape(answer)) : say.file}</pre></dd>${refusals.length ? `<dt>${say.errors}</dt><dd><ul>${refusals.join('')}</ul></dd>` : ''}</dl></details>`;
}

/** A JSON schema as people write shapes. */
function shape(schema: unknown, indent = ''): string {
  const s = schema as {
    type?: string | string[];
    properties?: Record<string, unknown>;
    required?: string[];
    items?: unknown;
    enum?: unknown[];
    const?: unknown;
    anyOf?: unknown[];
    oneOf?: unknown[];
    pattern?: string;
    format?: string;
  };
  if (s.const !== undefined) return JSON.stringify(s.const);
  if (s.enum) return s.enum.map((v) => JSON.stringify(v)).join(' | ');
  const choices = s.anyOf ?? s.oneOf;
  if (choices) return [...new Set(choices.map((c) => shape(c, indent)))].join(' | ');
  if (s.properties) {
    const inner = Object.entries(s.properties).map(
      ([k, v]) => `${indent}  ${k}${s.required?.includes(k) ? '' : '?'}: ${shape(v, `${indent}  `)}`,
    );
    return inner.length ? `{\n${inner.join('\n')}\n${indent}}` : '{}';
  }
  if (s.items) return `${shape(s.items, indent)}[]`;
  const id = /^\^(\w+)_/.exec(s.pattern ?? '')?.[1];
  if (id) return `${id}_…`;
  return s.format ?? (Array.isArray(s.type) ? s.type.join(' | ') : (s.type ?? 'any'));
}

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fdfcf8; --raised: #f6f4ee; --ink: #1d2327; --soft: #57606a; --line: #dedad0; --accent: #0a6e5c; }
@media (prefers-color-scheme: dark) { :root { --paper: #171a1b; --raised: #1f2325; --ink: #e8e6e1; --soft: #a4abb0; --line: #343a3d; --accent: #5cc2ab; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.6 Inter, "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif; }
header, main { max-width: 960px; margin: 0 auto; padding: 24px; }
h1 { font-size: 24px; font-weight: 500; margin: 0; } h2 { font-size: 17px; font-weight: 500; margin: 32px 0 8px; }
p, dt, summary span, li span { color: var(--soft); } a { color: var(--accent); margin-right: 12px; }
details { border: 1px solid var(--line); border-radius: 8px; margin: 6px 0; background: var(--raised); }
summary { padding: 8px 12px; cursor: pointer; overflow-wrap: anywhere; } summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; border-radius: 8px; }
summary b { display: inline-block; width: 62px; font-weight: 600; color: var(--accent); }
dl { display: grid; grid-template-columns: 110px minmax(0, 1fr); gap: 8px 12px; margin: 0; padding: 4px 12px 12px; } dd { margin: 0; } ul { margin: 0; padding: 0; list-style: none; }
pre { margin: 0; overflow-x: auto; font-size: 13px; } code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, monospace; }
@media (max-width: 560px) { dl { grid-template-columns: 1fr; } header, main { padding: 16px; } }
`;
