import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import { Failure } from '../fail.ts';
import type { Module } from '../module.ts';
import type { Desk } from './admit.ts';
import { answerError } from './answer.ts';
import { mountApiPage } from './api-page.ts';
import { guardBrowsers } from './browser-guards.ts';
import { frameRules } from './frame-rules.ts';
import { openApi } from './openapi.ts';
import { type ForeignDoor, mountForeign } from './foreign.ts';
import { mountRoutes, type RouteOptions } from './routes.ts';

/** Sees an answer with its request before it leaves. */
export type WatchAnswers = (request: FastifyRequest, payload: unknown) => Promise<void> | void;

/** The HTTP side of the house. Only this folder knows the framework. */
export function createHttp(
  modules: readonly Module[],
  desk: Desk,
  options: RouteOptions & { doors: readonly ForeignDoor[]; onAnswer?: WatchAnswers | undefined },
): FastifyInstance {
  const { settings, log } = options.ports;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy,
    bodyLimit: 1024 * 1024,
    // Foreign clients glue addresses together with one slash too many.
    routerOptions: { maxParamLength: 2_000, ignoreDuplicateSlashes: true },
    genReqId: () => crypto.randomUUID(),
  });
  // Uploads arrive as streams; their handlers count and cap the bytes themselves.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  // Callbacks of messengers; whoever takes one reads it with `readXml`.
  app.addContentTypeParser(
    ['text/xml', 'application/xml', 'text/plain'],
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, body),
  );
  // A form of ours is a button without fields, and the one-click of mail programs says nothing we need.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 8 * 1024 },
    (_request, _body, done) => done(null, undefined),
  );
  app.setErrorHandler((error, request, reply) => answerError(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    'sendFile' in reply && isPage(request)
      ? reply.header('cache-control', 'no-cache').sendFile(pageFor(request))
      : answerError(request, reply, new Failure('common.not_found')),
  );
  guardBrowsers(app, settings.publicUrl, frameRules(modules, desk));
  if (options.onAnswer) {
    const watch = options.onAnswer;
    app.addHook('onSend', async (request, _reply, payload) => {
      await watch(request, payload);
      return payload;
    });
  }
  mountRoutes(app, modules, desk, options);
  mountForeign(app, options.doors, desk, options);
  const description = openApi(modules);
  app.get('/api/openapi.json', async () => description);
  mountApiPage(app, modules, description);
  return app;
}

/** Addresses of the client: neither an interface nor a file. All of them are one document. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0]!;
  return request.method === 'GET' && !/^\/(api|cgi-bin)\//.test(path) && !/\.\w+$/.test(path);
}

/** Customers get a page of their own, a hundredth of the weight. */
function pageFor(request: FastifyRequest): string {
  return /^\/[csg]\//.test(request.url) ? 'customer/index.html' : 'index.html';
}
