import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { implementRaw } from '../../kernel/module.ts';
import { writeXlsx } from '../directory/index.ts';
import { daysOfMonth } from './algebra/zone.ts';
import { peopleInScope, recordLooks } from './attendance.access.ts';
import { exportRows } from './export-rows.ts';
import { monthLines } from './month-table.ts';

const PAGE = 500;

/** The table of a month as a workbook: everybody in the actor's scope, each of whom sees that it was taken along. */
export const exportMonth = implementRaw(
  attendanceAdmin.exportMonth,
  async (call, { month, departmentId, locale }) => {
    const lines: Awaited<ReturnType<typeof monthLines>>['lines'] = [];
    let after: MemberId | undefined;
    do {
      const page = await call.work(async (work) => {
        const ids = await peopleInScope(work, {
          departmentId,
          after,
          most: PAGE,
          since: daysOfMonth(month).from,
        });
        await recordLooks(work, ids, { what: 'export', of: month });
        return {
          last: ids.length === PAGE ? ids.at(-1) : undefined,
          ...(await monthLines(work, ids, month)),
        };
      });
      lines.push(...page.lines);
      after = page.last;
    } while (after);
    await call.work((work) =>
      work.audit({ action: 'attendance.month_exported', object: month, detail: { people: lines.length } }),
    );
    const types = await call.work((work) =>
      work.sql<{ id: string; name: string }>(
        'select id, name from leave_types where corp_id = $1 order by sort, id',
        [work.corpId],
      ),
    );
    const name = locale === 'zh' ? `考勤-${month}.xlsx` : `attendance-${month}.xlsx`;
    call.reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    call.reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return Buffer.from(writeXlsx(exportRows(lines, types, locale), month));
  },
);
