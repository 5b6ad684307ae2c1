// What a program fills in, as our forms keep it.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, FileId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile } from '../../../modules/apps/index.ts';
import { approvalByNo, moneyOf } from '../../../modules/approvals/index.ts';
import { corpZone } from '../../../modules/directory/index.ts';
import { knownDepartment, knownMember } from '../contacts/seen.ts';
import { listOf, maybe, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { controlNames } from './controls.ts';
import { spanIn, wallOf } from './wall-time.ts';

type Plain = Omit<Control, 'children'> & { children?: Control['children'] };

const Content = z.object({
  control: maybe(words),
  id: words,
  value: maybe(z.record(z.string(), z.unknown())),
});
export const Contents = listOf(Content);

const Range = z.object({ new_begin: whole, new_end: whole });
const Selector = z.object({ options: listOf(z.object({ key: words })) });
const shapes = {
  text: z.object({ text: words }),
  number: z.object({ new_number: words }),
  money: z.object({ new_money: words }),
  date: z.object({ date: z.object({ s_timestamp: whole }) }),
  dateRange: z.object({ date_range: Range }),
  attendance: z.object({ attendance: z.object({ date_range: Range }) }),
  vacation: z.object({
    vacation: z.object({ selector: Selector, attendance: z.object({ date_range: Range }) }),
  }),
  select: z.object({ selector: Selector }),
  members: z.object({ members: listOf(z.object({ userid: words })) }),
  departments: z.object({ departments: listOf(z.object({ openapi_id: whole })) }),
  files: z.object({ files: listOf(z.object({ file_id: words })) }),
  table: z.object({ children: listOf(z.object({ list: Contents })) }),
  location: z.object({
    location: z.object({ title: words, latitude: maybe(words), longitude: maybe(words) }),
  }),
  related: z.object({ related_approval: listOf(z.object({ sp_no: words })) }),
  phone: z.object({ phonenumber: z.object({ area: maybe(words), number: words }) }),
  bank: z.object({
    bank_account: z.object({
      account_name: words,
      account_number: words,
      bank: maybe(z.object({ bank_alias: maybe(words), bank_branch_name: maybe(words) })),
    }),
  }),
};

/** The form under our ids. 301025 for a control the template has not, or a value that does not fit its control. */
export async function formOf(
  work: Work,
  controls: readonly Plain[],
  contents: z.output<typeof Contents>,
): Promise<FormValues> {
  const zone = await corpZone(work);
  const form: FormValues = {};
  for (const { id, control, value } of contents) {
    const c = controls.find((x) => x.id === id);
    if (!c || (control !== undefined && control !== controlNames[c.kind]))
      throw new WecomError(301025, `no control ${control ?? ''} ${id} in this template`);
    if (value !== undefined && Object.keys(value).length > 0) form[id] = await valueIn(work, c, value, zone);
  }
  return form;
}

function read<S extends z.ZodType>(shape: S, value: unknown, { id }: Plain): z.output<S> {
  const found = shape.safeParse(value);
  if (!found.success) throw new WecomError(301025, `invalid value of control ${id}`);
  return found.data;
}

async function valueIn(work: Work, c: Plain, value: object, zone: string): Promise<unknown> {
  switch (c.kind) {
    case 'text':
    case 'textarea':
      return read(shapes.text, value, c).text;
    case 'number':
    case 'rating':
      return read(shapes.number, value, c).new_number;
    case 'money':
      return moneyOf(read(shapes.money, value, c).new_money, c.currency ?? 'CNY') ?? refuse(c);
    case 'date':
      return wallOf(read(shapes.date, value, c).date.s_timestamp, zone, c.unit === 'hour' ? 'hour' : 'day');
    case 'dateRange':
      return spanIn(read(shapes.dateRange, value, c).date_range, c.unit, zone);
    case 'attendance':
      return spanIn(read(shapes.attendance, value, c).attendance.date_range, c.unit, zone);
    case 'vacation': {
      const { selector, attendance } = read(shapes.vacation, value, c).vacation;
      return { ...spanIn(attendance.date_range, c.unit, zone), type: selector.options[0]?.key ?? '' };
    }
    case 'select':
      return read(shapes.select, value, c).selector.options.map((o) => o.key);
    case 'contact': {
      if (c.of === 'department') {
        const ids: DepartmentId[] = [];
        for (const d of read(shapes.departments, value, c).departments)
          ids.push(await knownDepartment(work, d.openapi_id, 301025));
        return ids;
      }
      const ids: MemberId[] = [];
      for (const m of read(shapes.members, value, c).members)
        ids.push(await knownMember(work, m.userid, 301025));
      return ids;
    }
    case 'file':
    case 'signature': {
      const ids: FileId[] = [];
      for (const f of read(shapes.files, value, c).files) ids.push((await mediaFile(work, f.file_id)).id);
      return ids;
    }
    case 'table': {
      const rows: FormValues[] = [];
      for (const row of read(shapes.table, value, c).children)
        rows.push(await formOf(work, c.children ?? [], row.list));
      return rows;
    }
    case 'location': {
      const { title, latitude, longitude } = read(shapes.location, value, c).location;
      return { title, ...(latitude && longitude ? { lat: Number(latitude), lng: Number(longitude) } : {}) };
    }
    case 'related': {
      const ids: string[] = [];
      for (const { sp_no } of read(shapes.related, value, c).related_approval)
        ids.push((await approvalByNo(work, sp_no)) ?? refuse(c));
      return ids;
    }
    case 'phone': {
      const { area, number } = read(shapes.phone, value, c).phonenumber;
      return area ? `+${area.replace('+', '')} ${number}` : number;
    }
    case 'bank': {
      const { account_name: holder, account_number: number, bank } = read(shapes.bank, value, c).bank_account;
      return { holder, number, bank: bank?.bank_branch_name ?? bank?.bank_alias ?? '' };
    }
    // A missed punch is put right with its own call, and the others are not filled in by anybody.
    case 'correction':
    // A program knows no record or invoice under an id of ours.
    case 'record':
    case 'invoices':
      return refuse(c);
    case 'tips':
    case 'serial':
    case 'formula':
      return undefined;
  }
}

const refuse = ({ id }: Plain): never => {
  throw new WecomError(301025, `invalid value of control ${id}`);
};
