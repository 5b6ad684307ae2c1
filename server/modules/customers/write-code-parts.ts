import type { CodeMember, DutyHours, Welcome } from '@teahouse/contract/contact-codes';
import type { ContactCodeId, CustomerTagId, FileId, MemberId } from '@teahouse/contract/ids';
import type * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { attachFiles, detachFiles } from '../files/index.ts';
import { tagsToUse } from './customer-tags.ts';
import { inCharge } from './rules/led-members.ts';

export interface CodeParts {
  members?: readonly z.output<typeof CodeMember>[] | undefined;
  tagIds?: readonly CustomerTagId[] | undefined;
  welcome?: z.output<typeof Welcome> | undefined;
  /** files of the welcome until now */
  shown?: readonly FileId[] | undefined;
}

/** Who serves a code, what tags it gives, what it shows. A member without a role may only name themselves. */
export async function writeCodeParts(work: Work, codeId: ContactCodeId, parts: CodeParts): Promise<void> {
  if (parts.members) await writeMembers(work, codeId, parts.members);
  if (parts.tagIds) {
    await tagsToUse(work, parts.tagIds);
    await work.sql('delete from contact_code_tags where corp_id = $1 and code_id = $2', [
      work.corpId,
      codeId,
    ]);
    await work.sql(
      'insert into contact_code_tags (corp_id, code_id, tag_id) select $1, $2, t from unnest($3::text[]) t on conflict do nothing',
      [work.corpId, codeId, parts.tagIds],
    );
  }
  if (parts.welcome)
    await showFiles(work, codeId, { wanted: parts.welcome.fileIds, shown: parts.shown ?? [] });
}

/** The files of the welcome, and no others, are to be seen with the code. Those shown before are not asked about: another administrator may have added them. */
async function showFiles(
  work: Work,
  codeId: ContactCodeId,
  { wanted, shown }: Record<'wanted' | 'shown', readonly FileId[]>,
): Promise<void> {
  const place = { kind: 'contact_code', id: codeId };
  const added = wanted.filter((id) => !shown.includes(id));
  const gone = shown.filter((id) => !wanted.includes(id));
  await attachFiles(work, [...new Set(added)], place);
  await detachFiles(work, gone, place);
}

async function writeMembers(
  work: Work,
  codeId: ContactCodeId,
  members: readonly { memberId: MemberId; hours: DutyHours[] | null; dailyCap: number | null }[],
): Promise<void> {
  await membersToName(work, codeId, [...new Set(members.map((m) => m.memberId))]);
  // Whoever stays keeps their place in the line.
  await work.sql(
    'delete from contact_code_members where corp_id = $1 and code_id = $2 and not (member_id = any($3))',
    [work.corpId, codeId, members.map((m) => m.memberId)],
  );
  for (const { memberId, hours, dailyCap } of members)
    await work.sql(
      `insert into contact_code_members (corp_id, code_id, member_id, hours, daily_cap) values ($1, $2, $3, $4, $5)
       on conflict (corp_id, code_id, member_id) do update set hours = excluded.hours, daily_cap = excluded.daily_cap`,
      [work.corpId, codeId, memberId, hours && JSON.stringify(hours), dailyCap],
    );
}

/** Oneself, those the code names already, and whomever one administers or leads. */
async function membersToName(work: Work, codeId: ContactCodeId, ids: MemberId[]): Promise<void> {
  const values: unknown[] = [work.corpId, ids, actingMember(work), codeId];
  const theirs = await inCharge(work, 'm', values);
  const rows = await work.sql(
    `select from members m where m.corp_id = $1 and m.id = any($2) and m.status in ('active', 'invited')
        and (m.id = $3 or ${theirs} or exists (select from contact_code_members x
             where x.corp_id = $1 and x.code_id = $4 and x.member_id = m.id))`,
    values,
  );
  if (rows.length !== ids.length) fail('directory.member_not_found');
}
