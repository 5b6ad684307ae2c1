import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { BuiltInKind } from '../../../../contract/src/approvals-shapes.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { SearchInput } from '../../ui/input.tsx';
import { said } from './label-of.ts';
import { useApprovalWords } from './words.ts';
import type { ShownTemplate } from './shapes.ts';

const groups: Record<'time' | 'money' | 'people' | 'office', readonly BuiltInKind[]> = {
  time: ['leave', 'overtime', 'trip', 'out', 'correction'],
  money: ['expense', 'purchase', 'payment', 'salary'],
  people: ['hiring', 'regularization', 'transfer', 'resignation', 'certificate', 'handover'],
  office: ['general', 'seal', 'contract', 'supplies', 'vehicle'],
};

/** What may be asked for, in groups. */
export function TemplateList({ chosen }: { chosen: string | undefined }) {
  const words = useApprovalWords();
  const [query, setQuery] = useState('');
  const { data, error } = useLoaded('templates', (signal) => api.approvals.listTemplates({}, { signal }));
  const q = query.trim().toLowerCase();
  const fitting = (data?.templates ?? []).filter((t) =>
    [t.name, t.en, t.about, t.aboutEn].some((text) => text?.toLowerCase().includes(q)),
  );
  const parts = [
    { id: 'own' as const, templates: fitting.filter((t) => t.kind === null) },
    ...(['time', 'money', 'people', 'office'] as const).map((id) => ({
      id,
      templates: fitting.filter((t) => t.kind !== null && groups[id].includes(t.kind)),
    })),
  ];
  return (
    <>
      <div className="shrink-0 px-4 pt-3 pb-1">
        <SearchInput label={words.searchTemplates} value={query} onValue={setQuery} />
      </div>
      {error ? (
        <Empty title={words.whole} text={failureText(error)} />
      ) : !data ? (
        <RowsSkeleton rows={8} />
      ) : fitting.length === 0 ? (
        <Empty icon={<FileSearch />} title={words.noTemplates} />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
          {parts.map(({ id, templates }) =>
            templates.length ? (
              <section key={id} aria-label={words.groups[id]}>
                <h2 className="px-3 pt-3 pb-1 text-small font-medium text-text-3">{words.groups[id]}</h2>
                <ul>
                  {templates.map((t) => (
                    <TemplateLine key={t.id} template={t} here={t.id === chosen} />
                  ))}
                </ul>
              </section>
            ) : null,
          )}
        </div>
      )}
    </>
  );
}

function TemplateLine({ template: t, here }: { template: ShownTemplate; here: boolean }) {
  return (
    <li>
      <Link
        href={`/approvals/new/${t.id}`}
        aria-current={here ? 'true' : undefined}
        className={cx('tap block rounded-box px-3 py-2', here ? 'bg-selected' : 'hover:bg-hover')}
      >
        <span className="block truncate text-body text-text">{said(t.name, t.en)}</span>
        {t.about && <span className="block truncate text-small text-text-3">{said(t.about, t.aboutEn)}</span>}
      </Link>
    </li>
  );
}
