import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { AttendanceRule, RuleConfig } from '@teahouse/contract/attendance-shapes';
import type { AttendanceRuleId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { briefsOf, corpZone } from '../directory/index.ts';
import { dayAt } from './algebra/zone.ts';
import { mustExist, wholeCompany } from './attendance.access.ts';
import { dayNotClosed } from './closed-months.ts';
import { scheduleChanged } from './leave/recost-leave.ts';

interface RuleInput {
  name: string;
  config: RuleConfig;
  departments: readonly DepartmentId[];
  members: readonly MemberId[];
  since?: string | undefined;
}

export const listRules = implement(attendanceAdmin.listRules, async (work) => ({
  rules: await rulesOf(work),
  zone: await corpZone(work),
}));

export const createRule = implement(attendanceAdmin.createRule, async (work, input) => {
  await check(work, input);
  const id = newId('atr');
  await work.sql('insert into attendance_rules (id, name, created_at) values ($1, $2, $3)', [
    id,
    input.name,
    work.now,
  ]);
  await writeVersion(work, id, input.config, input.since ?? today(work, input));
  await writeScopes(work, id, input);
  await scheduleChanged(work, null);
  await work.audit({ action: 'attendance.rule_created', object: id, detail: { name: input.name } });
  return await ruleById(work, id);
});

export const changeRule = implement(attendanceAdmin.changeRule, async (work, { ruleId, ...input }) => {
  await check(work, input);
  const before = await ruleById(work, ruleId);
  const since = input.since ?? today(work, input);
  await dayNotClosed(work, since);
  await work.sql('update attendance_rules set name = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    ruleId,
    input.name,
  ]);
  if (JSON.stringify(before.config) !== JSON.stringify(input.config))
    await writeVersion(work, ruleId, input.config, since);
  await writeScopes(work, ruleId, input);
  await scheduleChanged(work, null);
  const after = await ruleById(work, ruleId);
  await work.audit({
    action: 'attendance.rule_changed',
    object: ruleId,
    detail: { name: input.name, version: after.version, since },
  });
  return after;
});

export const removeRule = implement(attendanceAdmin.removeRule, async (work, { ruleId }) => {
  await wholeCompany(work);
  await ruleById(work, ruleId);
  await work.sql('delete from attendance_scopes where corp_id = $1 and rule_id = $2', [work.corpId, ruleId]);
  await work.sql('update attendance_rules set removed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    ruleId,
    work.now,
  ]);
  await scheduleChanged(work, null);
  await work.audit({ action: 'attendance.rule_removed', object: ruleId });
  return {};
});

/** A rule holds from today on: nobody is absent on days nobody had asked anything of. */
const today = (work: Work, { config }: RuleInput) => dayAt(work.now.getTime() / 1_000, config.zone);

async function check(work: Work, { config, members, departments }: RuleInput): Promise<void> {
  await wholeCompany(work);
  if (!knownZone(config.zone)) fail('attendance.bad_zone');
  await mustExist(work, members);
  const found = await work.sql('select id from departments where corp_id = $1 and id = any($2)', [
    work.corpId,
    departments,
  ]);
  if (found.length !== new Set(departments).size) fail('attendance.unknown_member');
  const places = await work.sql(
    'select id from attendance_places where corp_id = $1 and id = any($2) and removed_at is null',
    [work.corpId, config.places],
  );
  if (places.length !== new Set(config.places).size) fail('attendance.place_not_found');
}

function knownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A new version from a day on. Later ones end: the newest word is the one meant. */
async function writeVersion(work: Work, ruleId: string, config: RuleConfig, since: string): Promise<void> {
  await work.sql(
    `insert into attendance_rule_versions (rule_id, version, since, config)
     select $2, coalesce(max(version), 0) + 1, $3, $4 from attendance_rule_versions where corp_id = $1 and rule_id = $2`,
    [work.corpId, ruleId, since, JSON.stringify(config)],
  );
}

async function writeScopes(work: Work, ruleId: string, { departments, members }: RuleInput): Promise<void> {
  await work.sql('delete from attendance_scopes where corp_id = $1 and rule_id = $2', [work.corpId, ruleId]);
  await work.sql(
    `insert into attendance_scopes (target, rule_id) select distinct t, $1 from unnest($2::text[]) t
     on conflict (corp_id, target) do update set rule_id = excluded.rule_id`,
    [ruleId, [...departments, ...members]],
  );
}

async function ruleById(work: Work, id: AttendanceRuleId): Promise<AttendanceRule> {
  const [rule] = await rulesOf(work, id);
  return rule ?? fail('attendance.rule_not_found');
}

/** The rules in force, or one of them. */
export async function rulesOf(work: Work, id?: AttendanceRuleId): Promise<AttendanceRule[]> {
  const rows = await work.sql<{
    id: AttendanceRuleId;
    name: string;
    version: number;
    config: RuleConfig;
    departments: AttendanceRule['departments'];
    members: MemberId[];
  }>(
    `select r.id, r.name, v.version, v.config,
            coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.no) from attendance_scopes s
               join departments d on d.corp_id = $1 and d.id = s.target where s.corp_id = $1 and s.rule_id = r.id), '[]') departments,
            array(select s.target from attendance_scopes s where s.corp_id = $1 and s.rule_id = r.id and s.target like 'mbr\\_%') members
       from attendance_rules r
       join lateral (select version, config from attendance_rule_versions v
                      where v.corp_id = $1 and v.rule_id = r.id order by version desc limit 1) v on true
      where r.corp_id = $1 and r.removed_at is null and ($2::text is null or r.id = $2) order by r.created_at, r.id`,
    [work.corpId, id ?? null],
  );
  const briefs = new Map(
    (
      await briefsOf(
        work,
        rows.flatMap((r) => r.members),
      )
    ).map((b) => [b.id, b]),
  );
  return rows.map((r) => ({
    ...r,
    members: r.members.flatMap((m) => {
      const brief = briefs.get(m);
      return brief ? [brief] : [];
    }),
  }));
}
