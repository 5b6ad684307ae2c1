import type { MemberStatus } from '@teahouse/contract/directory';
import type * as z from 'zod';
import type { Work } from '../../kernel/work.ts';
import { NAMES } from './directory.present.ts';

export interface ListedMember {
  userid: string;
  name: string;
  /** paths from the company down, the main one first: '茶馆/销售部' */
  departments: string[];
  mobile: string | null;
  email: string | null;
  status: z.infer<typeof MemberStatus>;
}

/** Everybody, for machines: the whole company in one answer, by account. */
export async function listMembers(work: Work): Promise<ListedMember[]> {
  const [departments, members] = await Promise.all([
    work.sql<{ id: string; names: string[] }>(
      `select d.id, ${NAMES} names from departments d where d.corp_id = $1`,
      [work.corpId],
    ),
    work.sql<Omit<ListedMember, 'departments'> & { departments: string[] | null }>(
      `select m.userid, m.name, m.mobile, m.email, m.status,
              (select array_agg(x.department_id order by x.main desc, x.department_id) from department_members x
                where x.corp_id = $1 and x.member_id = m.id) departments
         from members m where m.corp_id = $1 order by m.userid`,
      [work.corpId],
    ),
  ]);
  const paths = new Map(departments.map((d) => [d.id, d.names.join('/')]));
  return members.map((m) => ({
    ...m,
    departments: (m.departments ?? []).flatMap((id) => paths.get(id) ?? []),
  }));
}
