// The columns of an accounting file: what stands in a row, and those that programs many companies use ask for.
import type { ColumnValue, ExportLayout, LayoutColumn } from '@teahouse/contract/accounting';
import { majorOf } from '../approvals/index.ts';

/** A line of the books as a run keeps it; runs of earlier versions know no other currency. */
export interface Posted {
  doc: string;
  line: number;
  day: string;
  memo: string;
  account: string;
  cost_centre: string;
  side: 'debit' | 'credit';
  amount: number;
  currency: string;
  foreign_currency?: string;
  foreign_amount?: number;
  rate_e8?: number;
}

const column = (title: string, value: ColumnValue, text = ''): LayoutColumn => ({ title, value, text });
/** Titles as the voucher import of these programs names them; editions differ, so a company may change them. */
export const presets: readonly ExportLayout[] = [
  {
    name: '金蝶 Kingdee',
    columns: [
      column('日期', 'day'),
      column('凭证字', 'text', '记'),
      column('凭证号', 'voucher'),
      column('附单据数', 'text', '1'),
      column('分录序号', 'line'),
      column('摘要', 'summary'),
      column('科目代码', 'account'),
      column('借方金额', 'debit'),
      column('贷方金额', 'credit'),
      column('币别', 'currency'),
      column('汇率', 'rate'),
      column('原币金额', 'foreignAmount'),
      column('部门', 'costCentre'),
    ],
  },
  {
    name: '用友 Yonyou',
    columns: [
      column('制单日期', 'day'),
      column('凭证类别字', 'text', '记'),
      column('业务号', 'voucher'),
      column('附单据数', 'text', '1'),
      column('摘要', 'summary'),
      column('科目编码', 'account'),
      column('金额借方', 'debit'),
      column('金额贷方', 'credit'),
      column('数量', 'text'),
      column('外币', 'foreignAmount'),
      column('汇率', 'rate'),
      column('部门编码', 'costCentre'),
    ],
  },
];

/** Debit is 借, credit 贷. */
const sides = { debit: '借', credit: '贷' };

/**
 * Titles and rows of a run in a layout; amounts are numbers in whole units of their currency. Text a spreadsheet would run as a formula is
 * led by an apostrophe, as in the CSV of a run.
 */
export function rowsOf(columns: readonly LayoutColumn[], posted: readonly Posted[]): (string | number)[][] {
  const vouchers = [...new Set(posted.map((p) => p.doc))];
  const numbers = new Map(vouchers.map((doc, i) => [doc, i + 1]));
  const amount = (minor: number, cur: string) => Number(majorOf({ minor: String(minor), cur }));
  const cells: Record<ColumnValue, (p: Posted, text: string) => string | number> = {
    day: (p) => p.day,
    year: (p) => Number(p.day.slice(0, 4)),
    month: (p) => Number(p.day.slice(5, 7)),
    voucher: (p) => numbers.get(p.doc) ?? 0,
    line: (p) => p.line,
    summary: (p) => p.memo,
    account: (p) => p.account,
    costCentre: (p) => p.cost_centre,
    side: (p) => sides[p.side],
    debit: (p) => (p.side === 'debit' ? amount(p.amount, p.currency) : ''),
    credit: (p) => (p.side === 'credit' ? amount(p.amount, p.currency) : ''),
    amount: (p) => amount(p.amount, p.currency),
    currency: (p) => p.foreign_currency || p.currency,
    rate: (p) => (p.foreign_currency ? (p.rate_e8 ?? 0) / 1e8 : 1),
    foreignAmount: (p) =>
      p.foreign_currency ? amount(p.foreign_amount ?? 0, p.foreign_currency) : amount(p.amount, p.currency),
    document: (p) => p.doc,
    text: (_, text) => text,
  };
  return [columns.map((c) => c.title), ...posted.map((p) => columns.map((c) => cells[c.value](p, c.text)))];
}
