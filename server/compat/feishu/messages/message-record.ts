import type { MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { corpCode } from '../../../modules/apps/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import type { FeishuContext } from '../call.ts';
import { fileKey, openChatId, openId, openMessageId } from '../ids.ts';

const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
const words = (value: unknown) => (typeof value === 'string' ? value : '');

/** Messages as the vendor tells them. */
export async function messageRecords(
  work: Work,
  { app, corpId }: FeishuContext,
  messages: readonly MessageEvent[],
): Promise<object[]> {
  const called = new Set(messages.flatMap((m) => (m.at ?? []).filter((id) => id !== 'all')));
  const people = new Map((await memberFacts(work, everyone, [...called])).map((m) => [m.id, m]));
  const tenant = corpCode(corpId);
  return messages.map((m) => {
    const parent = m.re === undefined ? '' : openMessageId({ chatId: m.c, seq: m.re });
    const { type, content } = m.rc === undefined ? contentOf(m) : recalled(m);
    const byApp = m.u === app.id;
    return {
      message_id: openMessageId({ chatId: m.c, seq: m.s }),
      root_id: parent,
      parent_id: parent,
      thread_id: '',
      msg_type: type,
      create_time: String(m.ts),
      update_time: String(m.ed ?? m.ts),
      deleted: m.rc !== undefined,
      updated: m.ed !== undefined,
      chat_id: openChatId(m.c),
      sender: byApp
        ? { id: `cli_${app.no}`, id_type: 'app_id', sender_type: 'app', tenant_key: tenant }
        : {
            id: m.u.startsWith('mbr_') ? openId(m.u as MemberId) : m.u,
            id_type: 'open_id',
            sender_type: m.u.startsWith('mbr_') ? 'user' : 'unknown',
            tenant_key: tenant,
          },
      body: { content: JSON.stringify(content) },
      mentions: (m.at ?? []).flatMap((id) => {
        const member = id === 'all' ? undefined : people.get(id);
        return member
          ? [
              {
                key: `@${member.name}`,
                id: openId(member.id),
                id_type: 'open_id',
                name: member.name,
                tenant_key: tenant,
              },
            ]
          : [];
      }),
    };
  });
}

const recalled = (m: MessageEvent) => ({
  type: contentOf(m).type,
  content: { text: 'This message was recalled' },
});

function contentOf({ k, b }: MessageEvent): { type: string; content: object } {
  switch (k) {
    case 'text':
      return { type: 'text', content: { text: words(b['text']) } };
    case 'markdown':
      return {
        type: 'post',
        content: {
          title: words(b['title']),
          content: words(b['text'])
            .split('\n')
            .map((text) => [{ tag: 'text', text, style: [] }]),
        },
      };
    case 'image':
      return { type: 'image', content: { image_key: fileKey('img', words(b['fileId'])) } };
    case 'file':
    case 'voice':
    case 'video':
      return {
        type: k === 'voice' ? 'audio' : k === 'video' ? 'media' : 'file',
        content: {
          file_key: fileKey('file', words(b['fileId'])),
          file_name: words(b['name']),
          ...(b['duration'] === undefined ? {} : { duration: b['duration'] }),
        },
      };
    case 'template':
      return {
        type: 'interactive',
        content: {
          title: words(b['title']),
          elements: [[{ tag: 'text', text: words(b['markdown']) || words(b['text']) }]],
        },
      };
    case 'system':
      return { type: 'system', content: { template: words(b['what']) } };
    default:
      return { type: 'text', content: { text: words(b['title']) || words(b['text']) } };
  }
}
