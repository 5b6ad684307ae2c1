import type { LayoutColumn } from '@teahouse/contract/accounting';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { writeXlsx } from '../directory/index.ts';
import { csvLine, plainCell } from '../identity/index.ts';
import { type Posted, rowsOf } from './layouts.rules.ts';
import { layoutOf } from './layouts.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const downloadExport = implementRaw(
  expensesAdmin.downloadExport,
  async (call, { no, format, layout }) => {
    const { csv, json, columns } = await call.work(async (work) => {
      const [run] = await work.sql<{ csv: string; json: string }>(
        'select csv, json from accounting_exports where corp_id = $1 and no = $2',
        [work.corpId, no],
      );
      if (!run) return fail('expenses.export_not_found');
      await work.audit({
        action: 'expenses.export_taken',
        object: String(no),
        detail: { format, ...(layout && { layout }) },
      });
      return { ...run, columns: layout ? (await layoutOf(work, layout)).columns : plain };
    });
    call.reply.header('content-type', types[format]);
    call.reply.header('content-disposition', `attachment; filename="journal-${no}.${format}"`);
    if (format === 'json') return json;
    if (format === 'csv' && !layout) return csv;
    const { postings } = JSON.parse(json) as { postings: Posted[] };
    const rows = rowsOf(columns, postings);
    return format === 'csv'
      ? `\uFEFF${rows.map(csvLine).join('')}`
      : Buffer.from(
          writeXlsx(
            rows.map((cells) => cells.map(plainCell)),
            `journal-${no}`,
          ),
        );
  },
);

/** The columns of the CSV of a run. */
const plain: LayoutColumn[] = (
  [
    ['date', 'day'],
    ['document', 'document'],
    ['line', 'line'],
    ['summary', 'summary'],
    ['account', 'account'],
    ['cost_centre', 'costCentre'],
    ['debit', 'debit'],
    ['credit', 'credit'],
    ['currency', 'currency'],
    ['foreign_amount', 'foreignAmount'],
    ['rate', 'rate'],
  ] as const
).map(([title, value]) => ({ title, value, text: '' }));
