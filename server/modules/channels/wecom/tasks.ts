import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import type { Line, Task, TaskFate } from '../adapter.ts';
import { asRefusal, TencentError } from '../tencent.ts';
import { formWith } from '../form-with.ts';
import { callWecom } from '../call-wecom.ts';

const refusals = {
  41048: 'channels.not_connected',
  41064: 'channels.unfit_kind',
  41065: 'channels.unfit_kind',
  40058: 'channels.unfit_kind',
} as const;
/** it was cancelled before, or everybody has it already */
const OVER = 41093;

/** Lays a message to many customers of one member before that member. Fails where WeCom refuses it as a whole. */
export async function askMembers(line: Line, { to, sender, enclosed }: Task) {
  const attachments: object[] = [];
  for (const { draft, file } of enclosed)
    if (draft.k !== 'text') attachments.push(await attachmentOf(line, draft, file));
  const text = enclosed.flatMap(({ draft }) => (draft.k === 'text' ? [draft.b.text] : [])).join('\n\n');
  const got = await callWecom(line, '/cgi-bin/externalcontact/add_msg_template', {
    chat_type: 'single',
    external_userid: to,
    ...(sender ? { sender } : {}),
    ...(text ? { text: { content: text } } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  }).catch((error: unknown) => asRefusal(error, refusals));
  return z.looseObject({ msgid: z.string(), fail_list: z.array(z.string()).default([]) }).parse(got);
}

async function attachmentOf(
  line: Line,
  draft: Draft,
  file: Task['enclosed'][number]['file'],
): Promise<object> {
  if (draft.k === 'card' && draft.b.url)
    return { msgtype: 'link', link: { title: draft.b.title, desc: draft.b.text, url: draft.b.url } };
  if (!file || (draft.k !== 'image' && draft.k !== 'file')) return fail('channels.unfit_kind');
  const form = formWith('media', file);
  const up = await callWecom(line, `/cgi-bin/media/upload?type=${draft.k}`, form.body, form.headers);
  const { media_id } = z.looseObject({ media_id: z.string() }).parse(up);
  return { msgtype: draft.k, [draft.k]: { media_id } };
}

/** WeCom's status of each recipient. */
const fates: Readonly<Record<number, TaskFate>> = {
  0: 'waiting',
  1: 'sent',
  2: 'not_connected',
  3: 'count_used',
};

const Fates = z.looseObject({
  next_cursor: z.string().default(''),
  send_list: z
    .array(z.looseObject({ external_userid: z.string().default(''), status: z.number() }))
    .default([]),
});

/** What became of each recipient of a task by now. */
export async function fatesOf(line: Line, msgid: string, userid: string): Promise<Map<string, TaskFate>> {
  const found = new Map<string, TaskFate>();
  for (let cursor = ''; ;) {
    const page = Fates.parse(
      await callWecom(line, '/cgi-bin/externalcontact/get_groupmsg_send_result', {
        msgid,
        userid,
        limit: 1000,
        cursor,
      }),
    );
    for (const one of page.send_list)
      if (fates[one.status]) found.set(one.external_userid, fates[one.status]!);
    if (!page.next_cursor) return found;
    cursor = page.next_cursor;
  }
}

/** Whoever has not been written to is not written to any more. */
export async function takeBack(line: Line, msgid: string): Promise<void> {
  await callWecom(line, '/cgi-bin/externalcontact/cancel_groupmsg_send', { msgid }).catch(
    (error: unknown) => {
      if (!(error instanceof TencentError) || error.errcode !== OVER) throw error;
    },
  );
}
