import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failure } from '../fail.ts';
import { answerError } from './answer.ts';

/** Serves the built client. Hashed assets stay for ever; every page address answers the same document. */
export async function mountWeb(app: FastifyInstance, dist: URL): Promise<void> {
  const root = fileURLToPath(dist);
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/');
      reply.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !/^\/(api|cgi-bin)\//.test(request.url) &&
      !/\.\w+$/.test(request.url.split('?')[0]!);
    if (!page) return answerError(request, reply, new Failure('common.not_found'));
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
