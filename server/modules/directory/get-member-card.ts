import { directory, type MemberCard } from '@teahouse/contract/directory';
import type { cardFields } from '@teahouse/contract/directory-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { visibleMembers } from './directory.access.ts';
import { briefsOf, keepsBack, NAMES } from './directory.present.ts';

type CardField = (typeof cardFields)[number];

interface Row {
  gender: '' | 'male' | 'female';
  mobile: string | null;
  phone: string;
  email: string | null;
  address: string;
  manager_id: MemberId | null;
  kept_back: CardField[];
  paths: MemberCard['paths'] | null;
  custom: MemberCard['custom'] | null;
}

export const getMemberCard = implement(directory.getMemberCard, async (work, { memberId }) => {
  if ((await visibleMembers(work, [memberId])).length === 0) return fail('directory.member_not_found');
  const [brief] = await briefsOf(work, [memberId]);
  const shownDepartments = brief!.departments.map((d) => d.id);
  const [row] = await work.sql<Row>(
    `select m.gender, m.mobile, m.phone, m.email, m.address, m.manager_id, c.kept_back,
            (select jsonb_agg(jsonb_build_object('id', d.id, 'names', ${NAMES}) order by array_position($3::text[], d.id))
               from departments d where d.corp_id = $1 and d.id = any($3)) paths,
            (select jsonb_agg(jsonb_build_object('name', f.name, 'kind', f.kind, 'value', m.custom ->> f.id) order by f.sort desc, f.name)
               from custom_fields f where f.corp_id = $1 and f.shown and m.custom ? f.id) custom
       from members m join corps c on c.corp_id = $1 where m.corp_id = $1 and m.id = $2`,
    [work.corpId, memberId, shownDepartments],
  );
  const { gender, mobile, phone, email, address, manager_id, kept_back, paths, custom } = row!;
  const [manager] = await briefsOf(work, await visibleMembers(work, manager_id ? [manager_id] : []));
  const whole = memberId === work.actor.id || work.actor.kind === 'app';
  const back = keepsBack(work);
  const shown = Object.entries({ gender, mobile, phone, email, address }).filter(
    ([field]) => !back && (whole || !kept_back.includes(field as CardField)),
  );
  return {
    ...brief!,
    ...(Object.fromEntries(shown) as Partial<Pick<Row, CardField>>),
    manager: manager ?? null,
    paths: paths ?? [],
    custom: back ? [] : (custom ?? []),
  };
});
