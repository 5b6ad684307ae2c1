import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone, writeXlsx } from '../directory/index.ts';
import { cyclesOf, formOf } from './cycles.ts';

const words = {
  zh: {
    columns: ['姓名', '账号', '部门', '计算得分', '结果', '等级', '来源', '版本', '日期', '校准说明'],
    sources: { published: '公布', appeal: '申诉', restored: '申诉撤销' },
    file: '考核结果',
  },
  en: {
    columns: [
      'Name',
      'Account',
      'Department',
      'Computed',
      'Result',
      'Grade',
      'Source',
      'Version',
      'Day',
      'Calibration',
    ],
    sources: { published: 'Published', appeal: 'Appeal', restored: 'Appeal revoked' },
    file: 'results',
  },
};

interface Line {
  name: string;
  userid: string;
  department: string;
  computed: number | null;
  score: number;
  grade: string;
  source: keyof (typeof words)['zh']['sources'];
  version: number;
  day: string;
  reason: string;
}

/** What was published, everybody's newest version, as a workbook; what single people answered is not in it. */
export const exportResults = implementRaw(
  assessmentAdmin.exportResults,
  async (call, { cycleId, locale }) => {
    const { columns, sources, file } = words[locale];
    const { name, lines, gradeName } = await call.work(async (work) => {
      const [cycle] = await cyclesOf(work, [cycleId]);
      if (!cycle) return fail('assessment.cycle_not_found');
      if (!cycle.published_at) return fail('assessment.wrong_stage');
      const found = await linesOf(work, cycleId);
      const { grades } = await formOf(work, cycle);
      await work.audit({ action: 'assessment.exported', object: cycleId, detail: { people: found.length } });
      const said = new Map(grades.map((g) => [g.key, locale === 'en' ? g.en || g.name : g.name]));
      return { name: cycle.plan.name, lines: found, gradeName: (key: string) => said.get(key) ?? key };
    });
    const rows = lines.map((l) => [
      l.name,
      l.userid,
      l.department,
      l.computed === null ? '' : l.computed / 100,
      l.score / 100,
      gradeName(l.grade),
      sources[l.source],
      l.version,
      l.day,
      l.reason,
    ]);
    call.reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    call.reply.header('cache-control', 'private, no-store');
    const as = encodeURIComponent(`${file}-${name}.xlsx`);
    call.reply.header('content-disposition', `attachment; filename*=UTF-8''${as}`);
    return Buffer.from(writeXlsx([columns, ...rows], file));
  },
);

async function linesOf(work: Work, cycleId: string): Promise<Line[]> {
  return await work.sql<Line>(
    `select m.name, m.userid, coalesce(d.name, '') department, r.computed, r.score, r.grade, r.source, r.version,
            to_char(r.at at time zone $3, 'YYYY-MM-DD') "day",
            coalesce((select x.reason from assessment_calibrations x where x.corp_id = $1 and x.cycle_id = $2 and x.member_id = r.member_id
               order by x.no desc limit 1), '') reason
       from (select distinct on (member_id) * from assessment_results where corp_id = $1 and cycle_id = $2
              order by member_id, version desc) r
       join members m on m.corp_id = $1 and m.id = r.member_id
       left join department_members x on x.corp_id = $1 and x.member_id = m.id and x.main
       left join departments d on d.corp_id = $1 and d.id = x.department_id
      order by r.score desc, m.pinyin, m.id`,
    [work.corpId, cycleId, await corpZone(work)],
  );
}
