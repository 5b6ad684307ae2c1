import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { Failure, type FieldFault } from '../fail.ts';
import { diskFull } from '../open-work.ts';

export type Locale = 'zh' | 'en';

/** The language of a refusal: the client names it, else the browser does. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'] ?? '';
  return /^\s*en/i.test(String(asked)) ? 'en' : 'zh';
}

/** Turns whatever a handler threw into an honest answer. Bugs become 500 with the request's id and stay in our log. */
export function answerError(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const failure = asFailure(error);
  if (failure.code === 'common.internal') request.log.error({ err: error }, 'a handler broke');
  return reply.code(failure.status).send({
    error: {
      code: failure.code,
      text: failure.text(localeOf(request)),
      ...(failure.fields.length ? { fields: failure.fields } : {}),
      ...(failure.code === 'common.internal' ? { requestId: request.id } : {}),
    },
  });
}

/** What a person is told of anything that was thrown. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (diskFull(error)) return new Failure('common.disk_full');
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 429) return new Failure('common.too_many');
  if (status !== undefined && status >= 400 && status < 500)
    return new Failure('common.invalid_input', String(error));
  if (unreachable(error)) return new Failure('common.busy', String(error));
  return new Failure('common.internal');
}

/** The database is restarting or out of connections: the caller may try again. */
function unreachable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0\d|08\w{3}|53300|40001|40P01)$/.test(code);
}

export function fieldFaults(error: z.ZodError): FieldFault[] {
  return error.issues.map((i) => ({ path: i.path.join('.'), text: i.message }));
}
