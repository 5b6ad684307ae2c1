import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Module } from '../module.ts';
import type { Desk } from './admit.ts';
import { answerError } from './answer.ts';
import { guardBrowsers } from './browser-guards.ts';
import { openApi } from './openapi.ts';
import { mountRoutes, type RouteOptions } from './routes.ts';

/** The HTTP side of the house. Only this folder knows the framework. */
export function createHttp(modules: readonly Module[], desk: Desk, options: RouteOptions): FastifyInstance {
  const { settings, log } = options.ports;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    disableRequestLogging: true,
    trustProxy: settings.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 2_000 },
    genReqId: () => crypto.randomUUID(),
  });
  // Uploads arrive as streams; their handlers count and cap the bytes themselves.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.setErrorHandler((error, request, reply) => answerError(request, reply, error));
  guardBrowsers(app, settings.publicUrl);
  mountRoutes(app, modules, desk, options);
  const description = openApi(modules);
  app.get('/api/openapi.json', async () => description);
  return app;
}
