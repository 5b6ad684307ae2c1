import type { CustomerField, CustomerStage } from '@teahouse/contract/customer-fields';
import type { CustomerImport, FieldValue } from '@teahouse/contract/customers';
import type { CustomerTagId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { isEmail } from '../../directory/index.ts';
import { understood } from '../fields/customer-fields.rules.ts';
import { stageNamed } from '../fields/stages.ts';
import { type ColumnKey, columns } from './table-columns.ts';

export type Fault = CustomerImport['faults'][number];

/** One line of a table, understood as far as it goes. */
export interface Line {
  no: number;
  cells: Partial<Record<ColumnKey, string>>;
  /** what stands above each cell, by column key or field id */
  titles: Record<string, string>;
  fields: Record<string, FieldValue>;
  tagIds: CustomerTagId[];
  personal: string[];
  faults: Fault[];
}

/** What a company asks about its customers, as a table may name it. */
export interface Asked {
  fields: readonly CustomerField[];
  stages: readonly CustomerStage[];
  tags: readonly { id: CustomerTagId; name: string }[];
}

const longest: Partial<Record<ColumnKey, number>> = {
  name: 40,
  remark: 60,
  description: 2_000,
  company: 100,
  channel: 60,
  mobile: 30,
};

/** The lines below the first that names a column of ours. Fails with customers.unreadable_table where none does. */
export function linesOf(
  table: readonly { no: number; cells: readonly string[] }[] | undefined,
  asked: Asked,
): { lines: Line[]; ignored: string[] } {
  const head = table?.find((r) => r.cells.some((c) => columns[0].also.test(c.trim())));
  if (!table || !head) return fail('customers.unreadable_table');
  const titles = head.cells.map((c) => c.trim());
  const keys = titles.map((t) => columns.find((k) => k.also.test(t))?.key);
  const own = titles.map((t, i) => (keys[i] ? undefined : asked.fields.find((f) => f.name === t)));
  const lines = table
    .filter((r) => r.no > head.no && r.cells.some((c) => c.trim()))
    .map((r) => {
      const line: Line = {
        no: r.no,
        cells: {},
        titles: {},
        fields: {},
        tagIds: [],
        personal: [],
        faults: [],
      };
      for (const [i, title] of titles.entries()) {
        const [key, field] = [keys[i], own[i]];
        const cell = unguarded(r.cells[i]?.trim() ?? '');
        line.titles[key ?? field?.id ?? ''] = title;
        if (!cell) continue;
        const value = field && understood(field, cell);
        if (key) line.cells[key] = cell.slice(0, longest[key] ?? 1_000);
        else if (field && value === undefined)
          line.faults.push({ line: r.no, column: title, value: cell, what: 'bad_value' });
        else if (field) line.fields[field.id] = value!;
      }
      understand(line, asked);
      return line;
    });
  return { lines, ignored: titles.filter((t, i) => t && !keys[i] && !own[i]) };
}

function understand(line: Line, { stages, tags }: Asked): void {
  const { cells } = line;
  const wrong = (key: ColumnKey, what: Fault['what'], value = cells[key] ?? '') =>
    line.faults.push({ line: line.no, column: line.titles[key] ?? '', value, what });
  if (!cells.name) wrong('name', 'no_name');
  if (cells.email && !isEmail(cells.email)) wrong('email', 'bad_email');
  if (cells.stage) {
    const stage = stageNamed(stages, cells.stage);
    if (stage) cells.stage = stage;
    else wrong('stage', 'bad_stage');
  }
  for (const name of listed(cells.tags)) {
    const tag = tags.find((t) => t.name === name);
    if (tag) line.tagIds.push(tag.id);
    else wrong('tags', 'unknown_tag', name);
  }
  line.personal = listed(cells.personal).map((t) => t.slice(0, 30));
}

const listed = (text = '') => [
  ...new Set(
    text
      .split(/[,，、]/)
      .map((t) => t.trim())
      .filter(Boolean),
  ),
];

/** A table that went out has an apostrophe before what a spreadsheet would run as a formula. */
const unguarded = (cell: string) => (/^'[=+\-@\t]/.test(cell) ? cell.slice(1) : cell);
