// Contact-me codes as programs make and find them. A program sees codes that serve somebody in its range.
import { contactCodeClosed } from '@teahouse/contract/contact-codes';
import type { AppId, ContactCodeId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';
import { makeCode } from '../make-code.ts';

export interface ContactWay {
  id: ContactCodeId;
  /** what the link ends with */
  code: string;
  name: string;
  kind: 'member' | 'team' | 'shop';
  channel: string;
  confirm: boolean;
  /** of those who serve it */
  userids: string[];
  /** as the program wrote it; {} for codes that people made */
  program: Record<string, unknown>;
  createdAt: Date;
}

export interface ContactWayDraft {
  name: string;
  kind: 'member' | 'team';
  channel: string;
  confirm: boolean;
  memberIds: readonly MemberId[];
  program: object;
}

const WAYS = `select c.id, c.code, c.name, c.kind, c.channel, c.confirm, coalesce(c.program, '{}') program, c.created_at "createdAt",
       array(select m.userid from contact_code_members x join members m on m.corp_id = $1 and m.id = x.member_id
              where x.corp_id = $1 and x.code_id = c.id order by m.id) userids
  from contact_codes c where c.corp_id = $1 and c.closed_at is null`;

const seen = (range: MemberSet, values: unknown[]) =>
  range.all
    ? 'true'
    : `exists (select from contact_code_members y join members m on m.corp_id = $1 and m.id = y.member_id
          where y.corp_id = $1 and y.code_id = c.id and ${inSet(range, 'm', values)})`;

/** A code that whoever scans it greets nobody by itself: the program does, or nobody. */
export async function makeContactWay(
  work: Work,
  madeBy: AppId,
  draft: ContactWayDraft,
): Promise<{ id: ContactCodeId; code: string }> {
  const made = await makeCode(work, {
    ...draft,
    departmentId: null,
    how: 'turn',
    welcome: { text: '', fileIds: [] },
    madeBy,
  });
  await serve(work, made.id, draft.memberIds);
  await work.audit({
    action: 'customers.code_created',
    object: made.id,
    detail: { kind: draft.kind, name: draft.name },
  });
  return made;
}

/** Changes what is given; a list replaces the one before. */
export async function changeContactWay(
  work: Work,
  range: MemberSet,
  id: ContactCodeId,
  change: Partial<ContactWayDraft>,
): Promise<void> {
  await contactWay(work, range, id);
  await work.sql(
    `update contact_codes set name = coalesce($3, name), channel = coalesce($4, channel), confirm = coalesce($5, confirm),
            program = coalesce(program, '{}') || coalesce($6::jsonb, '{}') where corp_id = $1 and id = $2`,
    [
      work.corpId,
      id,
      change.name,
      change.channel,
      change.confirm,
      change.program && JSON.stringify(change.program),
    ],
  );
  if (change.memberIds) await serve(work, id, change.memberIds);
  await work.audit({ action: 'customers.code_changed', object: id });
}

/** Closes it: nobody new comes by it. Whoever came keeps their chat. */
export async function closeContactWay(work: Work, range: MemberSet, id: ContactCodeId): Promise<void> {
  await contactWay(work, range, id);
  await work.sql('update contact_codes set closed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    work.now,
  ]);
  await work.audit({ action: 'customers.code_changed', object: id });
  await work.emit(contactCodeClosed, { codeId: id });
}

export async function contactWay(work: Work, range: MemberSet, id: ContactCodeId): Promise<ContactWay> {
  const values: unknown[] = [work.corpId, id];
  const [way] = await work.sql<ContactWay>(`${WAYS} and c.id = $2 and ${seen(range, values)}`, values);
  return way ?? fail('customers.code_not_found');
}

/** Ids of codes made in [from, to), newest first, behind `after`. */
export async function pageOfContactWays(
  work: Work,
  range: MemberSet,
  {
    from,
    to,
    after,
    limit,
    links = false,
  }: {
    from: Date;
    to: Date;
    after?: ContactCodeId | undefined;
    limit: number;
    /** acquisition links, and nothing else; otherwise everything but those */
    links?: boolean;
  },
): Promise<ContactCodeId[]> {
  const values: unknown[] = [work.corpId, from, to, after ?? null, links];
  const rows = await work.sql<{ id: ContactCodeId }>(
    `select c.id from contact_codes c where c.corp_id = $1 and c.closed_at is null and c.created_at >= $2 and c.created_at < $3
        and ($4::text is null or c.id < $4) and coalesce(c.program @> '{"link": true}', false) = $5 and ${seen(range, values)} order by c.id desc limit ${Math.floor(limit)}`,
    values,
  );
  return rows.map((r) => r.id);
}

async function serve(work: Work, id: ContactCodeId, memberIds: readonly MemberId[]): Promise<void> {
  await work.sql(
    'delete from contact_code_members where corp_id = $1 and code_id = $2 and member_id <> all($3)',
    [work.corpId, id, memberIds],
  );
  await work.sql(
    `insert into contact_code_members (corp_id, code_id, member_id) select $1, $2, m from unnest($3::text[]) m on conflict do nothing`,
    [work.corpId, id, memberIds],
  );
}

/** What an acquisition link carries for its program; undefined for every other code. */
export async function linkState(work: Work, id: ContactCodeId): Promise<string | undefined> {
  const [row] = await work.sql<{ channel: string }>(
    `select channel from contact_codes where corp_id = $1 and id = $2 and program @> '{"link": true}'`,
    [work.corpId, id],
  );
  return row?.channel;
}
