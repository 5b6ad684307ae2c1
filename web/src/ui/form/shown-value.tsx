import { useEffect } from 'react';
import { Link } from 'wouter';
import type { FileId } from '../../../../contract/src/ids.ts';
import { list } from '../../lib/format.ts';
import { localeTag } from '../../lib/locale.ts';
import { usePeople, wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { columnSum, drafts, major, type SpanDraft } from './drafts.ts';
import { FileLink } from './file-link.tsx';
import { nameOfChoice, findDepartments } from './find-choices.ts';
import { invoiceSum, linksIn } from './find-records.ts';
import { labelOf, lengthText } from './label-of.ts';
import { useFormWords } from './words.ts';
import type { FormWords } from './zh.ts';
import type { Control, FormValues } from './shapes.ts';

const wall = (text: string) => text.replace('T', ' ');

/** A value in one line, for lists and tables; '' where it is more than text. */
export function valueText(c: Control, value: unknown, words: FormWords): string {
  if (value === undefined || value === null) return '';
  const option = (key: string) => labelOf(c.options?.find((o) => o.key === key) ?? { label: key });
  switch (c.kind) {
    case 'money': {
      const sum = value as { minor: string; cur: string };
      const money = new Intl.NumberFormat(localeTag(), { style: 'currency', currency: sum.cur });
      return money.format(major(sum) as unknown as number);
    }
    case 'date':
      return wall(value as string);
    case 'dateRange':
    case 'attendance':
    case 'vacation': {
      const span = value as { duration: string; type?: string };
      const { from, fromHalf, to, toHalf } = drafts([c], { [c.id]: value })[c.id] as SpanDraft;
      const half = (h: string) => (c.unit === 'halfday' ? ` ${h === '00' ? words.am : words.pm}` : '');
      const ends = `${wall(from)}${half(fromHalf)} – ${wall(to)}${half(toHalf)}`;
      return [span.type && option(span.type), ends, lengthText(words, c.unit, span.duration)]
        .filter(Boolean)
        .join(' · ');
    }
    case 'correction': {
      const punch = value as { day: string; time: string; slot: 'in' | 'out' };
      return `${punch.day} ${punch.time} ${words.slots[punch.slot]}`;
    }
    case 'select':
      return list((value as string[]).map(option));
    case 'contact':
    case 'related':
      return list((value as string[]).map(nameOfChoice));
    case 'record':
      return list(linksIn(value).map((l) => l.title));
    case 'invoices': {
      const links = linksIn(value);
      return words.invoices(links.length, invoiceSum(links));
    }
    case 'location':
      return (value as { title: string }).title;
    case 'bank': {
      const { holder, number, bank } = value as { holder: string; number: string; bank: string };
      return [holder, number, bank].filter(Boolean).join(' · ');
    }
    case 'rating':
      return words.stars(value as string);
    case 'table': {
      const [first = {}, ...rest] = value as FormValues[];
      const cells = (c.children ?? []).map((child) => valueText(child, first[child.id], words));
      return [cells.filter(Boolean).join(' '), rest.length && words.moreRows(rest.length)]
        .filter(Boolean)
        .join(' · ');
    }
    case 'number':
      return [value as string, c.suffix].filter(Boolean).join(' ');
    case 'text':
    case 'textarea':
    case 'phone':
    case 'formula':
    case 'serial':
      return value as string;
    case 'file':
    case 'signature':
    case 'tips':
      return '';
  }
}

/** What was filled in, label by label; empty fields are left out. */
export function ShownForm({ controls, form }: { controls: readonly Control[]; form: FormValues }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 desk:grid-cols-[minmax(6rem,auto)_1fr]">
      {controls
        .filter((c) => form[c.id] !== undefined && c.kind !== 'tips')
        .map((c) => (
          <div key={c.id} className="contents">
            <dt className="-mb-2 text-dense text-text-3 desk:mb-0">{labelOf(c)}</dt>
            <dd className="min-w-0 text-body wrap-anywhere whitespace-pre-wrap text-text">
              <ShownValue control={c} value={form[c.id]} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function ShownValue({ control: c, value }: { control: Control; value: unknown }) {
  const words = useFormWords();
  if (c.kind === 'file' || c.kind === 'signature')
    return (
      <span className="flex flex-col items-start gap-1">
        {(value as FileId[]).map((fileId, i) => (
          <FileLink key={fileId} fileId={fileId} n={i + 1} />
        ))}
      </span>
    );
  if (c.kind === 'table') return <ShownTable control={c} rows={value as FormValues[]} />;
  if (c.kind === 'contact') return <Names ids={value as string[]} />;
  if (c.kind === 'invoices')
    return (
      <ul>
        {linksIn(value).map((l) => (
          <li key={l.id} className="flex flex-wrap justify-between gap-x-4">
            <span>{l.title}</span>
            <span className="tabular">{invoiceSum([l])}</span>
          </li>
        ))}
        <li className="text-dense text-text-2">{valueText(c, value, words)}</li>
      </ul>
    );
  if (c.kind === 'related')
    return (value as string[]).map((id) => (
      <Link key={id} href={`/approvals/mine/${id}`} className="mr-3 text-accent hover:underline">
        {nameOfChoice(id)}
      </Link>
    ));
  return valueText(c, value, words);
}

function Names({ ids }: { ids: string[] }) {
  usePeople((s) => ids.map((id) => s.byId[id]?.name).join());
  useEffect(() => wantPeople(ids.filter((id) => id.startsWith('mbr_'))), [ids]);
  const departments = ids.some((id) => id.startsWith('dep_'));
  useLoaded(departments ? ids.join() : null, (signal) => findDepartments('', signal));
  return list(ids.map(nameOfChoice));
}

function ShownTable({ control, rows }: { control: Control; rows: FormValues[] }) {
  const words = useFormWords();
  const columns = control.children ?? [];
  return (
    <div
      className="overflow-x-auto rounded-box border border-line"
      tabIndex={0}
      role="region"
      aria-label={labelOf(control)}
    >
      <table className="w-full text-left text-dense">
        <thead className="bg-sunken text-text-2">
          <tr>
            {columns.map((c) => (
              <th key={c.id} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {labelOf(c)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i} className="border-t border-line">
              {columns.map((c) => (
                <td key={c.id} className="tabular px-3 py-1.5">
                  {row[c.id] === undefined ? '' : <ShownValue control={c} value={row[c.id]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {columns
        .filter((c) => control.sums?.includes(c.id))
        .map((c) => (
          <p key={c.id} className="tabular border-t border-line px-3 py-1.5 text-dense text-text-2">
            {words.sum(labelOf(c))} {columnSum(c, rows)}
          </p>
        ))}
    </div>
  );
}
