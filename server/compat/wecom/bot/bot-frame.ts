// Frames of the vendor's bots: { cmd, headers: { req_id }, body } both ways, answers with errcode in place of cmd.
import * as z from 'zod';
import { maybe, maybeWords, words } from '../lenient.ts';

export const BotFrame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: words }),
  body: z.record(z.string(), z.unknown()).optional(),
});
export type BotFrame = z.output<typeof BotFrame>;

export const Subscribe = z.object({ bot_id: maybe(words), secret: maybe(words) });

const text = maybeWords.transform((t) => t ?? '');
const Stream = z.object({
  id: maybe(words),
  finish: z.boolean().optional(),
  content: text,
  msg_item: z
    .array(z.object({ msgtype: z.literal('image'), image: z.object({ base64: z.string(), md5: text }) }))
    .max(10)
    .optional(),
});

/** What a bot says; the type's object is read when the type is known. */
export const Said = z.looseObject({
  msgtype: text,
  stream: maybe(Stream),
  response_type: text,
  chatid: maybe(words),
  template_card: z.unknown().optional(),
});
export type Said = z.output<typeof Said>;
export type StreamSaid = z.output<typeof Stream>;

export function readFrame(data: string): BotFrame | undefined {
  try {
    const frame = BotFrame.safeParse(JSON.parse(data));
    return frame.success ? frame.data : undefined;
  } catch {
    return undefined;
  }
}
