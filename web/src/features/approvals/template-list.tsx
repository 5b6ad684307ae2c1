import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { SearchInput } from '../../ui/input.tsx';
import { said } from '../../ui/form/label-of.ts';
import { sectionOf } from './template-sections.ts';
import { useApprovalWords } from './words.ts';
import type { ShownTemplate } from './shapes.ts';

/** What may be asked for, in groups. */
export function TemplateList({ chosen }: { chosen: string | undefined }) {
  const words = useApprovalWords();
  const [query, setQuery] = useState('');
  const { data, error } = useLoaded('templates', (signal) => api.approvals.listTemplates({}, { signal }));
  const q = query.trim().toLowerCase();
  const claim: Startable = {
    ...words.claim,
    id: 'claim',
    kind: 'claim',
    en: null,
    aboutEn: null,
    section: '',
  };
  const fitting = [...(data?.templates ?? []), claim].filter((t) =>
    [t.name, t.en, t.about, t.aboutEn].some((text) => text?.toLowerCase().includes(q)),
  );
  // The company's own headings stand first, as it ordered its templates.
  const sections = [...new Set(fitting.map((t) => sectionOf(t, words.groups)))];
  const parts = [
    ...sections.filter((s) => s === words.groups.own),
    ...sections.filter((s) => s !== words.groups.own),
  ].map((section) => ({
    section,
    templates: fitting.filter((t) => sectionOf(t, words.groups) === section),
  }));
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
          {parts.map(({ section, templates }) => (
            <section key={section} aria-label={section}>
              <h2 className="px-3 pt-3 pb-1 text-small font-medium text-text-3">{section}</h2>
              <ul>
                {templates.map((t) => (
                  <TemplateLine key={t.id} template={t} here={t.id === chosen} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </>
  );
}

/** A template, or the page that fills one in. */
type Startable = Pick<ShownTemplate, 'kind' | 'name' | 'en' | 'about' | 'aboutEn' | 'section'> & {
  id: string;
};

function TemplateLine({ template: t, here }: { template: Startable; here: boolean }) {
  return (
    <li>
      <Link
        href={t.kind === 'claim' ? '/expenses/new' : `/approvals/new/${t.id}`}
        aria-current={here ? 'true' : undefined}
        className={cx('tap block rounded-box px-3 py-2', here ? 'bg-selected' : 'hover:bg-hover')}
      >
        <span className="block truncate text-body text-text">{said(t.name, t.en)}</span>
        {t.about && <span className="block truncate text-small text-text-3">{said(t.about, t.aboutEn)}</span>}
      </Link>
    </li>
  );
}
