import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { seatedByName } from '../../../modules/messaging/index.ts';
import { listOf, words } from '../lenient.ts';

const Named = z.object({ mentioned_list: listOf(words), mentioned_mobile_list: listOf(words) });

/**
 * Who is called in a message: the lists of a text, `<@userid>` in texts and markdown. Names take the place of ids, and those who are
 * named in a list alone stand at the end.
 */
export async function mentioned<D extends Draft | ProgramDraft>(
  work: Work,
  chatId: ChatId,
  draft: D,
  message: Record<string, unknown>,
): Promise<{ draft: D; at: (MemberId | 'all')[] }> {
  if (draft.k !== 'text' && draft.k !== 'markdown') return { draft, at: [] };
  const lists = Named.safeParse(message['text'] ?? {}).data ?? {
    mentioned_list: [],
    mentioned_mobile_list: [],
  };
  const called = draft.k === 'text' ? lists : { mentioned_list: [], mentioned_mobile_list: [] };
  const inline = [...draft.b.text.matchAll(/<@([^<>\s]{1,64})>/g)].map((m) => m[1]!);
  const wanted = [...called.mentioned_list, ...inline];
  const all = [...wanted, ...called.mentioned_mobile_list].some((w) => /^@?all$/i.test(w));
  const found = await seatedByName(work, chatId, {
    userids: wanted,
    mobiles: called.mentioned_mobile_list,
  });
  const text = draft.b.text.replaceAll(/<@([^<>\s]{1,64})>/g, (whole, id: string) => {
    const name = /^@?all$/i.test(id) ? '所有人' : found.byUserid.get(id.toLowerCase())?.name;
    return name ? `@${name} ` : whole;
  });
  const inText = new Set(inline.map((id) => id.toLowerCase()));
  const behind = [
    ...[...found.byUserid].filter(([userid]) => !inText.has(userid)).map(([, m]) => `@${m.name}`),
    ...[...found.byMobile.values()].map((m) => `@${m.name}`),
    ...(all && !inText.has('all') && !inText.has('@all') ? ['@所有人'] : []),
  ];
  const at = new Set<MemberId | 'all'>([
    ...[...found.byUserid.values(), ...found.byMobile.values()].map((m) => m.id),
    ...(all ? (['all'] as const) : []),
  ]);
  const whole = behind.length ? `${text}\n${[...new Set(behind)].join(' ')}` : text;
  return { draft: { ...draft, b: { ...draft.b, text: whole } }, at: [...at].slice(0, 50) };
}
