import type { MemberId } from '@teahouse/contract/ids';
import type { JournalTemplateFacts } from '@teahouse/contract/journals-admin';
import type { Work } from '../../kernel/work.ts';
import { reportingLines } from '../directory/index.ts';
import { membersSeated } from '../messaging/index.ts';

/** Whom a template names for each of these authors as things stand, active ones only and never the author. */
export async function receiversOf(
  work: Work,
  { receivers }: Pick<JournalTemplateFacts, 'receivers'>,
  authors: readonly MemberId[],
): Promise<Map<MemberId, MemberId[]>> {
  const named = receivers.flatMap((r) => (r.by === 'user' ? r.ids : []));
  const seated: MemberId[] = [];
  for (const r of receivers)
    if (r.by === 'chat') seated.push(...(await membersSeated(work, r.chatId)).members.map((m) => m.id));
  const lines = await reportingLines(work, {
    members: [...authors, ...named, ...seated],
    departments: [],
    tags: [],
  });
  const people = new Map(lines.members.map((m) => [m.id, m]));
  const departments = new Map(lines.departments.map((d) => [d.id, d]));
  const headsFor = (author: MemberId): MemberId[] => {
    let at = people.get(author)?.departments[0] ?? null;
    while (at) {
      const here = departments.get(at);
      const heads = (here?.heads ?? []).filter((id) => id !== author && people.get(id)?.active);
      if (heads.length) return heads;
      at = here?.parentId ?? null;
    }
    return [];
  };
  const forAll = [...named, ...seated];
  return new Map(
    authors.map((author) => {
      const found = receivers.flatMap((r) => {
        if (r.by === 'deptHead') return headsFor(author);
        const manager = r.by === 'manager' ? people.get(author)?.managerId : null;
        return manager ? [manager] : [];
      });
      const all = [...new Set([...found, ...forAll])];
      return [author, all.filter((id) => id !== author && people.get(id)?.active)];
    }),
  );
}
