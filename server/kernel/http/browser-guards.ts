import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../fail.ts';
import { answerError } from './answer.ts';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers every answer carries, and the refusal of unsafe requests that another site made a browser send. */
export function guardBrowsers(
  app: FastifyInstance,
  publicUrl: string | undefined,
  framers: (url: string) => Promise<string | undefined>,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const who = await framers(request.url);
    reply.headers({
      'content-security-policy':
        who === undefined ? POLICY : POLICY.replace("frame-ancestors 'none'", `frame-ancestors ${who}`),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)',
    });
    if (!request.url.startsWith('/api/') || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
    if (foreign(request, publicUrl)) return answerError(request, reply, new Failure('common.foreign_origin'));
  });
}

/** Browsers always say where an unsafe request comes from; programs outside a browser send neither header and no cookie of ours. */
export function foreign(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site') return true;
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const host = new URL(origin).host;
  return host !== request.headers.host && (publicUrl === undefined || host !== new URL(publicUrl).host);
}
