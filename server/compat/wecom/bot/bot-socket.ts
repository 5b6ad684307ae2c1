import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import type { ForeignSocket } from '../../../kernel/http/foreign.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system } from '../../../kernel/work.ts';
import { actingApp, allowedFrom, type App, appById } from '../../../modules/apps/index.ts';
import {
  BOT_TOPIC,
  type BotHint,
  botHeard,
  holdBot,
  letBotGo,
  nextForBot,
} from '../../../modules/callbacks/index.ts';
import { outcomeOf, WecomError } from '../wecom.errors.ts';
import { respond, respondUpdate, sendByItself } from './bot-answers.ts';
import { BotUploads, withAddresses } from './bot-files.ts';
import { type BotFrame, readFrame, Subscribe } from './bot-frame.ts';

const PATIENCE_MS = 10_000;
const FRAMES_PER_SECOND = 50;
/** Wrong secrets from one address. */
const tries = { name: 'bot sign-in', most: 30, perMs: 60_000 };

interface SignedIn {
  corpId: string;
  app: App;
}

/** A bot that connects outward: it signs in with the app's number and secret, hears what its members say, and answers. */
export class BotSocket {
  readonly #socket: ForeignSocket;
  readonly #id = randomUUID();
  readonly #uploads = new BotUploads();
  #bot: SignedIn | undefined;
  #turn: Promise<void> = Promise.resolve();
  #pushing = false;
  #again = false;

  constructor(socket: ForeignSocket) {
    this.#socket = socket;
    const { ws } = socket;
    const late = setTimeout(() => this.#bot ?? ws.close(4001, 'not signed in'), PATIENCE_MS);
    const budget = { second: 0, used: 0 };
    ws.on('message', (data) => {
      const second = Math.floor(Date.now() / 1000);
      if (budget.second !== second) Object.assign(budget, { second, used: 0 });
      const frame = readFrame((data as Buffer).toString('utf8'));
      const tooMany = ++budget.used > FRAMES_PER_SECOND;
      if (!frame || tooMany) {
        ws.close(4002, tooMany ? 'too many frames' : 'unknown frame');
        return;
      }
      // One after the other: pieces of a stream take effect in the order they were sent.
      this.#turn = this.#turn.then(() => this.#hear(frame));
    });
    ws.on('close', () => {
      clearTimeout(late);
      sockets.get(socket.ports.bus)?.delete(this);
      const bot = this.#bot;
      if (bot)
        void this.#shift(bot)
          .work((work) => letBotGo(work, bot.app.id, this.#id))
          .catch((error: unknown) => socket.ports.log.warn({ err: error }, 'a bot left unnoticed'));
    });
  }

  async #hear(frame: BotFrame): Promise<void> {
    const answer = (fields: object) => this.#send({ headers: { req_id: frame.headers.req_id }, ...fields });
    try {
      answer({ errcode: 0, errmsg: 'ok', ...(await this.#do(frame)) });
    } catch (error) {
      const { errcode, message } = inTheirNumbers(error);
      if (errcode === -1) this.#socket.ports.log.error({ err: error, cmd: frame.cmd }, 'a bot frame failed');
      answer({ errcode, errmsg: message });
    }
    if (frame.cmd === 'aibot_subscribe' && this.#bot) void this.push();
  }

  async #do({ cmd, headers, body }: BotFrame): Promise<object> {
    if (cmd === 'ping') return {};
    if (cmd === 'aibot_subscribe') return await this.#signIn(body);
    if (!this.#bot) throw new WecomError(40001);
    const shift = this.#shift(this.#bot);
    const bot = { shift, appId: this.#bot.app.id };
    switch (cmd) {
      case 'aibot_respond_msg':
      case 'aibot_respond_welcome_msg':
        await respond(bot, headers.req_id, body);
        return {};
      case 'aibot_respond_update_msg':
        await respondUpdate(bot, headers.req_id, body);
        return {};
      case 'aibot_send_msg':
        await sendByItself(bot, body);
        return {};
      case 'aibot_upload_media_init':
        return { body: this.#uploads.begin(body) };
      case 'aibot_upload_media_chunk':
        return { body: this.#uploads.add(body) };
      case 'aibot_upload_media_finish':
        return { body: await this.#uploads.finish(shift, body) };
      default:
        throw new WecomError(404);
    }
  }

  async #signIn(body: unknown): Promise<object> {
    const { ports, request } = this.#socket;
    const { bot_id, secret } = Subscribe.parse(body ?? {});
    if (!(await ports.throttles.take([tries, request.ip]))) throw new WecomError(45009);
    const key = secret ? await ports.frontDesk.whoseKey('app_secret', secret) : undefined;
    const app = key && (await ports.openWork(key.corpId, system, (work) => appById(work, key.opens)));
    if (!key || !app || bot_id !== String(app.no)) throw new WecomError(40001);
    if (!app.enabled) throw new WecomError(50003);
    if (!allowedFrom(app.allowedIps, request.ip)) throw new WecomError(60020);
    this.#bot = { corpId: key.corpId, app };
    await this.#shift(this.#bot).work((work) => holdBot(work, app.id, this.#id));
    wakeOf(this.#socket).add(this);
    return {};
  }

  /** Sends what waits, one at a time; asked while at it, it looks once more. */
  async push(): Promise<void> {
    const bot = this.#bot;
    if (!bot) return;
    this.#again = true;
    if (this.#pushing) return;
    this.#pushing = true;
    try {
      while (this.#again && this.#socket.ws.readyState === this.#socket.ws.OPEN) {
        this.#again = false;
        await this.#pushOnce(bot);
      }
    } catch (error) {
      this.#socket.ports.log.warn({ err: error }, 'a bot could not be told');
      this.#socket.ws.close(1011, 'try again');
    } finally {
      this.#pushing = false;
    }
  }

  async #pushOnce(bot: SignedIn): Promise<void> {
    const shift = this.#shift(bot);
    const { origin } = this.#socket.request;
    const events = await shift.work((work) => nextForBot(work, bot.app.id, this.#id));
    for (const { reqId, body } of events)
      this.#send({
        cmd: body.cmd,
        headers: { req_id: reqId },
        body: withAddresses(body.body, { origin, corpId: bot.corpId }),
      });
    if (events.length === 0) return;
    await shift.work((work) =>
      botHeard(
        work,
        bot.app.id,
        events.map((e) => e.no),
      ),
    );
    this.#again = true;
  }

  /** Something moved at a bot of this company. */
  note(corpId: string, { appId, holder }: BotHint): void {
    if (this.#bot?.corpId !== corpId || this.#bot.app.id !== appId) return;
    if (holder === undefined) return void this.push();
    if (holder === this.#id) return;
    this.#send({
      cmd: 'aibot_event_callback',
      headers: { req_id: randomUUID() },
      body: {
        msgid: randomUUID(),
        aibotid: String(this.#bot.app.no),
        create_time: Math.floor(this.#socket.clock().getTime() / 1000),
        msgtype: 'event',
        event: { eventtype: 'disconnected_event' },
      },
    });
    this.#socket.ws.close(4000, 'a newer connection has the bot');
  }

  #send(frame: object): void {
    if (this.#socket.ws.readyState === this.#socket.ws.OPEN) this.#socket.ws.send(JSON.stringify(frame));
  }

  #shift({ corpId, app }: SignedIn): Shift {
    const { ports, clock } = this.#socket;
    return {
      corpId,
      ports,
      now: clock(),
      work: (inside, as) => ports.openWork(corpId, as ?? actingApp(app), inside),
    };
  }
}

/** One ear per bus for all bots of this process. */
const sockets = new WeakMap<ForeignSocket['ports']['bus'], Set<BotSocket>>();
function wakeOf({ ports: { bus } }: ForeignSocket): Set<BotSocket> {
  const known = sockets.get(bus);
  if (known) return known;
  const made = new Set<BotSocket>();
  sockets.set(bus, made);
  bus.subscribe('corp.>', (hint, topic) => {
    const [, corpId, what] = topic.split('.');
    if (what === BOT_TOPIC) for (const socket of made) socket.note(corpId!, hint as BotHint);
  });
  // What was missed while the way to other replicas was cut is looked up now.
  bus.whenBack(() => {
    for (const socket of made) void socket.push();
  });
  return made;
}

function inTheirNumbers(error: unknown): { errcode: number; message: string } {
  if (error instanceof WecomError) return error;
  if (error instanceof ZodError) {
    const { path, message } = error.issues[0]!;
    return { errcode: 40058, message: `invalid Request Parameter, ${path.join('.')}: ${message}` };
  }
  const { errcode, errmsg } =
    error instanceof Failure ? outcomeOf(error.code) : { errcode: -1, errmsg: 'system error' };
  return { errcode, message: errmsg };
}
