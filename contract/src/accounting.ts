// How the books leave for an accounting program: columns with their titles and what stands in them, saved under a name.
import * as z from 'zod';
import { endpoint } from './define.ts';

const who = 'admin:finance';

export const columnValues = [
  'day',
  'year',
  'month',
  'voucher',
  'line',
  'summary',
  'account',
  'costCentre',
  'side',
  'debit',
  'credit',
  'amount',
  'currency',
  'rate',
  'foreignAmount',
  'document',
  'text',
] as const;
export type ColumnValue = (typeof columnValues)[number];

export const LayoutColumn = z.object({
  title: z.string().trim().max(40),
  /** voucher: documents of the run counted from 1; line: of its document; side: 借 or 贷; amount: of either side */
  value: z.enum(columnValues),
  /** the same in every row, where value is 'text' */
  text: z.string().trim().max(40),
});
export type LayoutColumn = z.infer<typeof LayoutColumn>;

const name = z.string().trim().min(1).max(40);
export const ExportLayout = z.object({ name, columns: z.array(LayoutColumn).min(1).max(60) });
export type ExportLayout = z.infer<typeof ExportLayout>;

const ShownLayout = ExportLayout.extend({
  /** it came with the product and is as it came */
  preset: z.boolean(),
});

export const accounting = {
  listLayouts: endpoint({
    method: 'GET',
    path: '/admin/expenses/layouts',
    summary: 'Columns in which a run can be taken: those that came with the product and the own ones',
    who,
    input: z.object({}),
    output: z.object({ layouts: z.array(ShownLayout) }),
    errors: [],
  }),
  saveLayout: endpoint({
    method: 'PUT',
    path: '/admin/expenses/layouts',
    summary:
      'Keep columns under a name, in place of what had it; one that came with the product can be changed so',
    who,
    input: ExportLayout,
    output: ShownLayout,
    errors: ['expenses.too_many_layouts'],
  }),
  removeLayout: endpoint({
    method: 'POST',
    path: '/admin/expenses/layouts/remove',
    summary: 'Forget own columns; those that came with the product under this name are there again',
    who,
    input: z.object({ name }),
    output: z.object({}),
    errors: ['expenses.layout_not_found'],
  }),
};
