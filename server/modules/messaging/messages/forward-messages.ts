import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { ProgramDraft, withoutPresses } from '@teahouse/contract/program-messages';
import { Draft, type MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { uuidOf } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { briefsOf } from '../../directory/index.ts';
import { mySeat } from '../messaging.access.ts';
import { messagesAt } from './message.access.ts';
import { post } from './post-message.ts';

export const forwardMessages = implement(
  messaging.forwardMessages,
  async (work, { chatId, seqs, to, merged, cid }) => {
    await mySeat(work, chatId);
    const messages = (await messagesAt(work, chatId, seqs)).filter(
      (m) => m.rc === undefined && m.k !== 'system',
    );
    if (messages.length === 0) fail('messaging.message_not_found');
    const drafts = merged ? [await mergedDraft(work, chatId, messages)] : messages.map(asDraft);
    let posted = 0;
    for (const target of new Set(to))
      for (const [i, draft] of drafts.entries()) {
        // The client names the forward once; each copy gets an id derived from that, so a retry posts nothing twice.
        await post(work, { chatId: target, cid: uuidOf(`${cid} ${target} ${i}`), draft });
        posted++;
      }
    return { posted };
  },
);

/** Copies with their provenance: who said it, where and when. Names are kept as they are today. */
async function mergedDraft(work: Work, chatId: ChatId, messages: readonly MessageEvent[]): Promise<Draft> {
  const senders = [...new Set(messages.map((m) => m.u))] as ReturnType<typeof actingMember>[];
  const names = new Map((await briefsOf(work, senders)).map((b) => [b.id as string, b.name]));
  const [chat] = await work.sql<{ title: string }>('select title from chats where corp_id = $1 and id = $2', [
    work.corpId,
    chatId,
  ]);
  return Draft.parse({
    k: 'forward',
    b: {
      title: chat?.title || [...names.values()].slice(0, 3).join('、'),
      from: chatId,
      items: messages.map((m) => ({ u: m.u, name: names.get(m.u) ?? m.u, ts: m.ts, ...asDraft(m) })),
    },
  });
}

/** A copy to pass on. What can be pressed is its first reader's business and stays behind. */
function asDraft({ k, b }: MessageEvent): Draft | ProgramDraft {
  if (k !== 'markdown' && k !== 'news' && k !== 'template') return Draft.parse({ k, b });
  const draft = ProgramDraft.parse({ k, b });
  return draft.k === 'template' ? { k: 'template', b: withoutPresses(draft.b) } : draft;
}
