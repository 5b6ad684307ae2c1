import { objectives } from '@teahouse/contract/objectives';
import type { ObjectiveId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { cardOf, toObjectives } from './objective.present.ts';
import { seenObjective } from './objectives.access.ts';

const MOST = 200;

export const listObjectives = implement(objectives.listObjectives, async (work, { box, on, q }) => {
  const values: unknown[] = [work.corpId, on, q, actingMember(work)];
  const seen = await seenObjective(work, values);
  const boxes = {
    mine: 'o.owner_id = $4',
    department: `o.owner_id in (select x.member_id from department_members mine
       join department_members x on x.corp_id = $1 and x.department_id = mine.department_id
      where mine.corp_id = $1 and mine.member_id = $4)`,
    all: 'true',
  };
  const rows = await work.sql<{ id: ObjectiveId }>(
    `select o.id from objectives o join members m on m.corp_id = $1 and m.id = o.owner_id
      where o.corp_id = $1 and o.from_day <= $2 and o.to_day >= $2 and ${boxes[box]}
        and ($3 = '' or strpos(lower(o.title), lower($3)) > 0 or strpos(lower(m.name), lower($3)) > 0)
        and $4::text is not null and ${seen}
      order by m.pinyin, o.owner_id, o.created_at, o.id limit ${MOST}`,
    values,
  );
  return {
    objectives: await toObjectives(
      work,
      rows.map((r) => r.id),
    ),
  };
});

export const getObjective = implement(objectives.getObjective, (work, { objectiveId }) =>
  cardOf(work, objectiveId),
);
