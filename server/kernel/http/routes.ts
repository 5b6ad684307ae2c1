import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Failure, fail } from '../fail.ts';
import type { Handler, Module, RawCall, RawHandler } from '../module.ts';
import type { Ports } from '../ports.ts';
import { actingAs, type Actor, system } from '../work.ts';
import { type Admission, admit, type Desk } from './admit.ts';
import { answerError, asFailure, fieldFaults } from './answer.ts';

export interface RouteOptions {
  ports: Ports;
  clock: () => Date;
  /** In tests every answer is held against its promise, and an undeclared error is a bug. */
  strict: boolean;
}

/** Mounts every declared endpoint of every module under /api. */
export function mountRoutes(
  app: FastifyInstance,
  modules: readonly Module[],
  desk: Desk,
  options: RouteOptions,
): void {
  for (const handler of modules.flatMap((m) => m.handlers)) {
    const { endpoint } = handler;
    app.route({
      method: endpoint.method,
      url: '/api' + endpoint.path,
      handler: async (request, reply) => {
        try {
          const input = endpoint.input.safeParse({
            ...(request.query as object),
            ...(plainBody(request.body) as object),
            ...(request.params as object),
          });
          // Strangers learn nothing about fields: who they are comes first.
          const parsed = () =>
            input.success
              ? (input.data as never)
              : fail('common.invalid_input', input.error.message, fieldFaults(input.error));
          if ('rawCall' in handler) return await callRaw(handler, desk, options, request, reply, parsed);
          const output = await call(handler, desk, options, request, reply, parsed);
          return options.strict ? endpoint.output.parse(output) : output;
        } catch (error) {
          // The answer is already on its way, and mostly the caller has hung up: there is nobody to tell.
          if (reply.raw.headersSent) return void reply.hijack().raw.destroy();
          if (options.strict && error instanceof Failure) mustBePromised(error, endpoint);
          return answerError(request, reply, error);
        }
      },
    });
  }
}

async function call(
  handler: Handler,
  desk: Desk,
  { ports, clock }: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  parsed: () => never,
): Promise<unknown> {
  if (handler.endpoint.who === 'anyone')
    return fail('common.internal', 'an open endpoint must be a raw one: it has no company');
  const admission = await admit(desk, handler.endpoint, request);
  return await noted({ admission, handler, reply, ports, now: clock() }, () =>
    ports.openWork(admission.corpId, system, async (work) => {
      const actor = await admission.who(work);
      desk.allow(handler.endpoint, actor, work.now);
      return await handler(actingAs(work, actor), parsed());
    }),
  );
}

async function callRaw(
  handler: RawHandler,
  desk: Desk,
  { ports, clock }: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  parsed: () => never,
): Promise<unknown> {
  const shift = (corpId: string, actor: Actor): RawCall => ({
    corpId,
    ports,
    now: clock(),
    request,
    reply,
    body: request.body as Readable,
    work: (run, as = actor) => ports.openWork(corpId, as, run),
  });
  if (handler.endpoint.who === 'anyone') return await handler(shift('', system), parsed());
  const admission = await admit(desk, handler.endpoint, request);
  return await noted({ admission, handler, reply, ports, now: clock() }, async () => {
    const actor = await ports.openWork(admission.corpId, system, (work) => admission.who(work));
    desk.allow(handler.endpoint, actor, clock());
    return await handler(shift(admission.corpId, actor), parsed());
  });
}

interface Noted {
  admission: Admission;
  handler: Handler | RawHandler;
  reply: FastifyReply;
  ports: Ports;
  now: Date;
}

/** Runs a call. Of an app it is written down how it went, and the app hears what it has left. */
async function noted<T>(call: Noted, run: () => Promise<T>): Promise<T> {
  const { app, corpId } = call.admission;
  if (!app) return await run();
  call.reply.headers(app.headers);
  const began = performance.now();
  const { method, path } = call.handler.endpoint;
  const note = (status: number, code: string, text: string) =>
    call.ports.callLog.note({
      corpId,
      appId: app.actor.id,
      at: call.now,
      route: `${method} /api${path}`,
      status,
      code,
      text,
      ms: performance.now() - began,
    });
  try {
    if (app.refused) throw app.refused;
    const answer = await run();
    note(call.reply.statusCode, '', '');
    return answer;
  } catch (error) {
    const failure = asFailure(error);
    const fields = failure.fields.map((f) => `${f.path}: ${f.text}`).join('; ');
    note(
      failure.status,
      failure.code,
      [failure.text('en'), fields].filter(Boolean).join(' – ').slice(0, 300),
    );
    throw error;
  }
}

/** Streams and non-objects are not merged into the input. */
function plainBody(body: unknown): unknown {
  return body !== null && typeof body === 'object' && Object.getPrototypeOf(body) === Object.prototype
    ? body
    : {};
}

function mustBePromised(failure: Failure, endpoint: Handler['endpoint']): void {
  if (failure.code.startsWith('common.') || endpoint.errors.includes(failure.code)) return;
  throw new Error(`${endpoint.method} ${endpoint.path} raised ${failure.code} without declaring it`);
}
