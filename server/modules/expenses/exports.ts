import { createHash } from 'node:crypto';
import { type ExportRun, expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { majorOf } from '../approvals/index.ts';
import { csvLine } from '../identity/index.ts';
import type { Posted } from './layouts.rules.ts';
import { expenseSettings } from './settings.ts';

interface Row {
  no: number;
  made_by: MemberId;
  made_at: Date;
  documents: number;
  lines: number;
  debit: number;
  credit: number;
  currency: string;
  sha256: string;
}
const COLUMNS = 'no, made_by, made_at, documents, lines, debit, credit, currency, sha256';
const toRun = (r: Row): ExportRun => ({
  no: r.no,
  madeBy: r.made_by,
  madeAt: r.made_at.toISOString(),
  documents: r.documents,
  lines: r.lines,
  debit: String(r.debit),
  credit: String(r.credit),
  currency: r.currency,
  sha256: r.sha256,
});

export const listExports = implement(expensesAdmin.listExports, async (work) => {
  const rows = await work.sql<Row>(
    `select ${COLUMNS} from accounting_exports where corp_id = $1 order by no desc limit 200`,
    [work.corpId],
  );
  const [waiting] = await work.sql<{ n: number }>(
    'select count(distinct doc)::int n from postings where corp_id = $1 and export_no is null',
    [work.corpId],
  );
  return { runs: rows.map(toRun), waiting: waiting!.n };
});

/** Everything posted since the last run gets its number and is written out once; a run never changes afterwards. */
export const makeExport = implement(expensesAdmin.makeExport, async (work, { cid }) => {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exports of ${work.corpId}`]);
  const [before] = await work.sql<Row>(
    `select ${COLUMNS} from accounting_exports where corp_id = $1 and cid = $2`,
    [work.corpId, cid],
  );
  if (before) return toRun(before);
  const [last] = await work.sql<{ no: number }>(
    'select coalesce(max(no), 0)::int no from accounting_exports where corp_id = $1',
    [work.corpId],
  );
  const no = last!.no + 1;
  const taken = await work.sql<Posted>(
    `update postings set export_no = $2 where corp_id = $1 and export_no is null
     returning doc, line, day, memo, account, cost_centre, side, amount, currency,
                 foreign_currency, foreign_amount, rate_e8`,
    [work.corpId, no],
  );
  if (taken.length === 0) fail('expenses.nothing_to_export');
  const posted = taken.toSorted(
    (a, b) => a.day.localeCompare(b.day) || a.doc.localeCompare(b.doc) || a.line - b.line,
  );
  const sum = (side: string) => posted.reduce((n, p) => (p.side === side ? n + p.amount : n), 0);
  const csv = `\uFEFF${[header, ...posted.map(cellsOf)].map(csvLine).join('')}`;
  const [row] = await work.sql<Row>(
    `insert into accounting_exports (corp_id, no, cid, made_by, made_at, documents, lines, debit, credit, currency, sha256, csv, json)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${COLUMNS}`,
    [
      work.corpId,
      no,
      cid,
      actingMember(work),
      work.now,
      new Set(posted.map((p) => p.doc)).size,
      posted.length,
      sum('debit'),
      sum('credit'),
      (await expenseSettings(work)).currency,
      createHash('sha256').update(csv).digest('hex'),
      csv,
      JSON.stringify({ no, madeAt: work.now.toISOString(), postings: posted }, null, 1),
    ],
  );
  await work.audit({ action: 'expenses.export_made', object: String(no), detail: { lines: posted.length } });
  return toRun(row!);
});

const header = [
  'date',
  'document',
  'line',
  'summary',
  'account',
  'cost_centre',
  'debit',
  'credit',
  'currency',
];
const cellsOf = (p: Posted) => {
  const amount = majorOf({ minor: String(p.amount), cur: p.currency });
  const [debit, credit] = p.side === 'debit' ? [amount, ''] : ['', amount];
  return [p.day, p.doc, String(p.line), p.memo, p.account, p.cost_centre, debit, credit, p.currency];
};
