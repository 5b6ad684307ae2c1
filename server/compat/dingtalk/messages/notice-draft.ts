// Work notifications, in our kinds of message.
import type { ProgramDraft, TemplateBody } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile } from '../../../modules/apps/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { robotDraft, RobotMessage } from './robot-draft.ts';

const text = z.preprocess((v) => v ?? '', z.coerce.string());
const Oa = z.object({
  message_url: text,
  head: z.object({ text: text }).partial().optional(),
  body: z
    .object({
      title: text,
      content: text,
      form: z.array(z.object({ key: text, value: text })).default([]),
      rich: z.object({ num: text, unit: text }).partial().optional(),
      author: text,
    })
    .partial()
    .optional(),
});
const ActionCard = z.object({
  title: text,
  markdown: text,
  single_title: text,
  single_url: text,
  btn_orientation: text,
  btn_json_list: z.array(z.object({ title: text, action_url: text })).default([]),
});

/** `msg` may be an object or, from the older SDKs, its JSON. */
export async function noticeDraft(work: Work, msg: unknown): Promise<Draft | ProgramDraft> {
  const message = RobotMessage.parse(msg ?? {});
  const object = (message[message.msgtype] ?? {}) as Record<string, unknown>;
  switch (message.msgtype) {
    case 'image':
    case 'voice':
    case 'file':
      return draftOfFile(message.msgtype, await mediaFile(work, text.parse(object['media_id']) as string));
    case 'oa':
      return oa(Oa.parse(object));
    case 'action_card': {
      const card = ActionCard.parse(object);
      return robotDraft({
        ...message,
        msgtype: 'actionCard',
        actionCard: {
          title: card.title,
          text: card.markdown,
          btnOrientation: card.btn_orientation,
          singleTitle: card.single_title,
          singleURL: card.single_url,
          btns: card.btn_json_list.map((b) => ({ title: b.title, actionURL: b.action_url })),
        },
      });
    }
    default:
      return robotDraft(message);
  }
}

function oa({ message_url: url, head, body }: z.output<typeof Oa>): ProgramDraft {
  const title = body?.title || head?.text;
  if (!title) throw new DingtalkError(40035, 'missing parameter json: oa.body');
  const opens = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= 2_048;
  const b: TemplateBody = {
    card: 'plain',
    ...(head?.text && body?.title
      ? { source: { text: head.text.slice(0, 100), tone: 'grey' as const } }
      : {}),
    title: title.slice(0, 200),
    text: (body?.content ?? '').slice(0, 1_000),
    ...(body?.rich?.num
      ? { emphasis: { title: `${body.rich.num}${body.rich.unit ?? ''}`.slice(0, 100), text: '' } }
      : {}),
    rows: (body?.form ?? [])
      .slice(0, 6)
      .map((f) => ({ name: f.key.replace(/[:：]$/, '').slice(0, 100), value: f.value.slice(0, 300) })),
    ...(body?.author ? { more: body.author.slice(0, 100) } : {}),
    ...(opens ? { url } : {}),
    paragraphs: [],
    lines: [],
    links: [],
    questions: [],
    buttons: [],
    stacked: false,
  };
  return { k: 'template', b };
}
