import { customerGroups, type GroupCode } from '@teahouse/contract/customer-groups';
import type { AppId, ChatId, CustomerTagId, GroupCodeId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { codePicture, linkOf, tagsToUse } from '../customers/index.ts';
import { adminScope, scopeFilter } from '../directory/index.ts';
import { groupToFill } from './groups.access.ts';
import { openNext } from './open-next.ts';

interface CodeRow extends Omit<GroupCode, 'url' | 'createdAt'> {
  code: string;
  createdAt: Date;
}

const CODES = `select k.id, k.code, k.name, k.base_name "baseName", k.base_no "baseNo", k.opens, k.cap, k.state, k.tag_ids "tagIds", k.scans,
       k.closed_at is not null closed, k.created_at "createdAt",
       coalesce((select jsonb_agg(jsonb_build_object('chatId', x.chat_id, 'name', c.title, 'dissolved', c.archived_at is not null, 'customers',
          (select count(*) from customer_group_people p where p.corp_id = $1 and p.chat_id = x.chat_id and p.left_at is null)) order by x.place)
          from group_code_chats x join chats c on c.corp_id = $1 and c.id = x.chat_id where x.corp_id = $1 and x.code_id = k.id), '[]') groups
  from group_codes k left join members m on m.corp_id = $1 and m.id = k.made_by where k.corp_id = $1`;

/** Codes the actor made or whose maker they administer. */
async function myCodes(work: Work, only: GroupCodeId | null): Promise<CodeRow[]> {
  const values: unknown[] = [work.corpId, actingMember(work), only];
  const administered = scopeFilter(await adminScope(work), 'm', values);
  return await work.sql<CodeRow>(
    `${CODES} and ($3::text is null or k.id = $3) and (k.made_by = $2 or ${administered}) order by k.created_at desc, k.id desc limit 500`,
    values,
  );
}

async function codeToUse(work: Work, id: GroupCodeId): Promise<CodeRow> {
  const [row] = await myCodes(work, id);
  return row ?? fail('groups.code_not_found');
}

function shown(call: RawCall, { code, createdAt, ...row }: CodeRow): GroupCode {
  return { ...row, url: linkOf(call, code, 'g'), createdAt: createdAt.toISOString() };
}

export interface NewGroupCode {
  name: string;
  baseName: string;
  baseNo: number;
  opens: boolean;
  cap: number;
  state: string;
  tagIds: readonly CustomerTagId[];
  madeBy: MemberId | AppId;
  program?: object;
}

/** A code that leads nowhere yet. `code` is what its link ends with. */
export async function makeGroupCode(
  work: Work,
  made: NewGroupCode,
): Promise<{ id: GroupCodeId; code: string }> {
  const id = newId('gcd');
  const code = newSecret().replaceAll(/[-_]/g, '').slice(0, 16);
  await work.sql(
    `insert into group_codes (corp_id, id, code, name, base_name, base_no, opens, cap, state, tag_ids, made_by, program, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      work.corpId,
      id,
      code,
      made.name,
      made.baseName,
      made.baseNo,
      made.opens,
      made.cap,
      made.state,
      made.tagIds,
      made.madeBy,
      made.program ? JSON.stringify(made.program) : null,
      work.now,
    ],
  );
  await handOutKey(work, 'group_code', { opens: id, holder: id, secret: code });
  return { id, code };
}

/** The groups of a code, in the order in which they fill; the caller has checked them. */
export async function leadTo(work: Work, id: GroupCodeId, chatIds: readonly ChatId[]): Promise<void> {
  await work.sql('delete from group_code_chats where corp_id = $1 and code_id = $2', [work.corpId, id]);
  await work.sql(
    `insert into group_code_chats (corp_id, code_id, chat_id, place)
     select $1, $2, c, n from unnest($3::text[]) with ordinality u (c, n) on conflict do nothing`,
    [work.corpId, id, chatIds],
  );
}

export const listGroupCodes = implementRaw(customerGroups.listGroupCodes, async (call) => {
  const rows = await call.work((work) => myCodes(work, null));
  return { codes: rows.map((row) => shown(call, row)) };
});

export const createGroupCode = implementRaw(
  customerGroups.createGroupCode,
  async (call, { chatIds, ...made }) => {
    const row = await call.work(async (work) => {
      for (const chatId of chatIds) await groupToFill(work, chatId);
      await tagsToUse(work, made.tagIds);
      const { id } = await makeGroupCode(work, { ...made, madeBy: actingMember(work) });
      if (chatIds.length) await leadTo(work, id, chatIds);
      else await openNext(work, { id, ...made });
      await work.audit({ action: 'groups.code_created', object: id, detail: { name: made.name } });
      return await codeToUse(work, id);
    });
    return shown(call, row);
  },
);

export const changeGroupCode = implementRaw(
  customerGroups.changeGroupCode,
  async (call, { codeId, chatIds, closed, ...change }) => {
    const row = await call.work(async (work) => {
      const before = await codeToUse(work, codeId);
      const known = new Set(before.groups.map((g) => g.chatId));
      for (const chatId of chatIds ?? []) if (!known.has(chatId)) await groupToFill(work, chatId);
      await work.sql(
        `update group_codes set name = coalesce($3, name), base_name = coalesce($4, base_name), opens = coalesce($5, opens), cap = coalesce($6, cap),
                state = coalesce($7, state), closed_at = case when $8::boolean is null then closed_at when $8 then coalesce(closed_at, $9) end
          where corp_id = $1 and id = $2`,
        [
          work.corpId,
          codeId,
          change.name,
          change.baseName,
          change.opens,
          change.cap,
          change.state,
          closed,
          work.now,
        ],
      );
      if (chatIds) await leadTo(work, codeId, chatIds);
      await work.audit({ action: 'groups.code_changed', object: codeId });
      return await codeToUse(work, codeId);
    });
    return shown(call, row);
  },
);

export const groupCodeQr = implementRaw(customerGroups.groupCodeQr, async (call, { codeId, as }) => {
  const { row, corpName } = await call.work(async (work) => {
    const [corp] = await work.sql<{ name: string }>('select name from corps where corp_id = $1', [
      work.corpId,
    ]);
    return { row: await codeToUse(work, codeId), corpName: corp?.name ?? '' };
  });
  return await codePicture(call, { url: linkOf(call, row.code, 'g'), corpName, name: row.name, as });
});

/** Whoever knows the code may show it as a picture; it says no more than the link itself. */
export const groupQr = implementRaw(
  customerGroups.groupQr,
  async (call, { key }) =>
    await codePicture(call, { url: linkOf(call, key, 'g'), corpName: '', name: '', as: 'png' }),
);
