import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

export interface PageAsked {
  /** of one department, with or without all below it; undefined: the whole company */
  department?: { id: DepartmentId; path: string; below: boolean } | undefined;
  /** SQL about members `m`; its values stand in `values` already */
  condition: string;
  /** where the last page ended */
  after: string | undefined;
  limit: number;
}

/**
 * One page of member ids. In one department leaders and higher `order` stand first; with what is below, and in the whole company,
 * the order is that of the pinyin. Pages go by key, so the last one costs what the first one does.
 */
export async function pageOfMembers(
  work: Work,
  values: unknown[],
  { department, condition, after, limit }: PageAsked,
): Promise<{ ids: MemberId[]; next: string | null }> {
  const my = (value: unknown) => `$${values.push(value)}`;
  const from = after === undefined ? undefined : readCursor(after);
  const direct = department && !department.below ? department : undefined;
  const key = direct ? '(-(x.leader::int), -x.sort, m.pinyin, m.id)' : '(m.pinyin, m.id)';
  const behind = from
    ? ` and ${key} > (${direct ? `${my(from.leader)}::int, ${my(from.sort)}::bigint, ` : ''}${my(from.pinyin)}, ${my(from.id)})`
    : '';
  const place = direct
    ? `join department_members x on x.corp_id = $1 and x.member_id = m.id and x.department_id = ${my(direct.id)}`
    : '';
  const inside =
    department?.below && !isRoot(department.path)
      ? ` and exists (select from department_members bx join departments bd on bd.corp_id = $1 and bd.id = bx.department_id
           where bx.corp_id = $1 and bx.member_id = m.id and bd.path >= ${my(department.path)} and bd.path < ${my(`${department.path}~`)})`
      : '';
  const rows = await work.sql<{ id: MemberId; pinyin: string; leader: number; sort: number }>(
    `select m.id, m.pinyin, ${direct ? '-(x.leader::int) leader, -x.sort sort' : '0 leader, 0 sort'}
       from members m ${place}
      where m.corp_id = $1 and ${condition}${inside}${behind}
      order by ${key.slice(1, -1)} limit ${limit + 1}`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { ids: page.map((r) => r.id), next: last ? writeCursor(last) : null };
}

const isRoot = (path: string) => path.split('/').length === 3;

interface Cursor {
  leader: number;
  sort: number;
  pinyin: string;
  id: string;
}

function writeCursor({ leader, sort, pinyin, id }: Cursor): string {
  return Buffer.from(JSON.stringify([leader, sort, pinyin, id])).toString('base64url');
}

function readCursor(text: string): Cursor {
  const read = parse(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(read) || read.length !== 4)
    return fail('common.invalid_input', 'a cursor of another making');
  const [leader, sort, pinyin, id] = read as [number, number, string, string];
  return { leader: Number(leader) || 0, sort: Number(sort) || 0, pinyin: String(pinyin), id: String(id) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail('common.invalid_input', String(error));
  }
}
