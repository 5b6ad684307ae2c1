import type { RuleConfig, ShiftTimes } from '@teahouse/contract/attendance-shapes';
import type { AttendanceRuleId, MemberId, ShiftId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import type { Duty } from './algebra/plan-day.ts';
import type { Day } from './algebra/zone.ts';

export interface RuleBook {
  names: ReadonlyMap<string, string>;
  /** what a rule says on a day; undefined before its first version */
  on(ruleId: string, day: Day): Duty | undefined;
  version(ruleId: string, version: number): Duty | undefined;
}

/** Every rule with all its versions. A company has a handful; versions of removed rules are kept for closed months. */
export async function ruleBook(work: Work): Promise<RuleBook> {
  const rows = await work.sql<{
    id: string;
    name: string;
    version: number;
    since: Day;
    config: RuleConfig;
  }>(
    `select r.id, r.name, v.version, v.since, v.config from attendance_rules r
       join attendance_rule_versions v on v.corp_id = $1 and v.rule_id = r.id
      where r.corp_id = $1 order by r.id, v.version desc`,
    [work.corpId],
  );
  const duties = new Map<string, { since: Day; duty: Duty }[]>();
  for (const { id, version, since, config } of rows)
    duties.set(id, [...(duties.get(id) ?? []), { since, duty: { ruleId: id, version, config } }]);
  return {
    names: new Map(rows.map((r) => [r.id, r.name])),
    on: (ruleId, day) => duties.get(ruleId)?.find((v) => v.since <= day)?.duty,
    version: (ruleId, version) => duties.get(ruleId)?.find((v) => v.duty.version === version)?.duty,
  };
}

/** Which rule each of these people follows: their own, else that of the nearest department above, the main one first. */
export async function rulesOfMembers(
  work: Work,
  ids: readonly MemberId[],
): Promise<Map<MemberId, AttendanceRuleId>> {
  const rows = await work.sql<{ id: MemberId; rule_id: AttendanceRuleId | null }>(
    `select m.id, coalesce(
              (select s.rule_id from attendance_scopes s where s.corp_id = $1 and s.target = m.id),
              (select s.rule_id from department_members x
                 join departments d on d.corp_id = $1 and d.id = x.department_id
                 join attendance_scopes s on s.corp_id = $1 and s.target = any(string_to_array(d.path, '/'))
                where x.corp_id = $1 and x.member_id = m.id
                order by x.main desc, strpos(d.path, s.target) desc limit 1)) rule_id
       from members m where m.corp_id = $1 and m.id = any($2)`,
    [work.corpId, ids],
  );
  return new Map(rows.flatMap((r) => (r.rule_id ? [[r.id, r.rule_id] as const] : [])));
}

/** The shifts of the company, removed ones too: rosters of the past stand on them. */
export async function shiftTimes(work: Work): Promise<Map<ShiftId, ShiftTimes>> {
  const rows = await work.sql<{ id: ShiftId; times: ShiftTimes }>(
    'select id, times from shifts where corp_id = $1',
    [work.corpId],
  );
  return new Map(rows.map((r) => [r.id, r.times]));
}

/** Roster cells of these people between two days: `member day` -> shift, null for a day off. */
export async function rosterOf(
  work: Work,
  ids: readonly MemberId[],
  from: Day,
  to: Day,
): Promise<Map<string, ShiftId | null>> {
  const rows = await work.sql<{ member_id: string; day: string; shift_id: ShiftId | null }>(
    'select member_id, day, shift_id from roster_cells where corp_id = $1 and member_id = any($2) and day >= $3 and day <= $4',
    [work.corpId, ids, from, to],
  );
  return new Map(rows.map((r) => [`${r.member_id} ${r.day}`, r.shift_id]));
}
