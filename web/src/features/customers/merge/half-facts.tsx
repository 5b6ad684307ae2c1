import type { ReactNode } from 'react';
import type { CustomerField } from '../../../../../contract/src/customer-fields.ts';
import type { CustomerHalf } from '../../../../../contract/src/customer-duplicates.ts';
import type { FieldValue } from '../../../../../contract/src/customers.ts';
import { list, when } from '../../../lib/format.ts';
import { Tag } from '../../../ui/bits.tsx';
import { useCustomerWords } from '../words.ts';

/** What there is about one person, in the same order for each, so two beside each other can be compared line by line. */
export function HalfFacts({
  half,
  fields,
  tags,
  marked = [],
}: {
  half: CustomerHalf;
  fields: readonly CustomerField[];
  tags: readonly { id: string; name: string }[];
  /** fields in which the two differ */
  marked?: readonly string[];
}) {
  const words = useCustomerWords();
  const lines: { id: string; label: string; value: ReactNode }[] = [
    { id: 'mobile', label: words.merge.mobile, value: half.mobile },
    { id: 'email', label: words.merge.email, value: half.email },
    { id: 'owners', label: words.owners, value: list(half.owners) },
    {
      id: 'tags',
      label: words.corpTags,
      value: list(half.tagIds.flatMap((id) => tags.find((t) => t.id === id)?.name ?? [])),
    },
    ...fields.map((f) => ({ id: f.id, label: f.name, value: shown(f, half.fields[f.id]) })),
    { id: 'since', label: words.merge.since, value: when(Date.parse(half.createdAt)) },
  ];
  return (
    <div className="min-w-0">
      <p className="mb-2 flex flex-wrap items-center gap-2">
        <span className="truncate text-body font-medium">{half.name || words.merge.nameless}</span>
        {half.records > 1 && <Tag>{words.merge.records(half.records)}</Tag>}
        {!half.marketing && <Tag tone="warn">{words.noMarketing}</Tag>}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-dense [&_dt]:text-text-3">
        {lines.map((l) => [
          <dt key={`${l.id}-t`}>{l.label}</dt>,
          <dd key={l.id} className="min-w-0 wrap-anywhere">
            {l.value || '—'} {marked.includes(l.id) && <Tag tone="warn">{words.merge.differs}</Tag>}
          </dd>,
        ])}
      </dl>
    </div>
  );
}

/** A value as people read it: options by their names. */
function shown(field: CustomerField, value: FieldValue | undefined): string {
  if (value === undefined) return '';
  const name = (id: string) => field.options.find((o) => o.id === id)?.name ?? id;
  return Array.isArray(value)
    ? list(value.map(name))
    : field.kind === 'choice'
      ? name(String(value))
      : String(value);
}
