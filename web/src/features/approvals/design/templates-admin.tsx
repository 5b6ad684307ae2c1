import { ArrowDown, ArrowUp, Copy, FilePlus2, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ApprovalTemplateId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useMe } from '../../../lib/session.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Switch } from '../../../ui/toggle.tsx';
import { said } from '../../../ui/form/label-of.ts';
import { sectionOf } from '../template-sections.ts';
import type { Flow, ListedTemplate } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** All templates a person may change: in use or not, in which order, and the way into the designer. */
export function TemplatesAdmin() {
  const words = useDesignWords();
  const me = useMe();
  const admin = me.rights.includes('settings');
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const { data, error, reload } = useLoaded('templates', (signal) =>
    api.approvalsAdmin.adminTemplates({}, { signal }),
  );
  const open = (id: ApprovalTemplateId) => navigate(`/approval-designer/${id}`);
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const create = async (name: string, flow: Flow) => {
    try {
      const { id } = await api.approvalsAdmin.createTemplate({ name, flow });
      open(id);
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const copy = async (t: ListedTemplate) => {
    try {
      const { flow } = await api.approvalsAdmin.adminTemplate({ templateId: t.id });
      await create(words.copyName(t.name).slice(0, 40), flow as Flow);
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const all = data?.templates ?? [];
  const q = query.trim().toLowerCase();
  const fitting = all.filter((t) => [t.name, t.en].some((x) => x?.toLowerCase().includes(q)));
  const parts = [...new Set(fitting.map((t) => sectionOf(t, words.own)))].map((section) => ({
    section,
    templates: fitting.filter((t) => sectionOf(t, words.own) === section),
  }));
  const move = (t: ListedTemplate, beside: ListedTemplate | undefined, by: 1 | -1) => {
    if (!beside) return;
    const ids = all.map((x) => x.id).filter((id) => id !== t.id);
    const at = ids.indexOf(beside.id) + (by === 1 ? 1 : 0);
    void run(() => api.approvalsAdmin.arrangeTemplates({ ids: ids.toSpliced(at, 0, t.id) }));
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.templates}>
      <div className="mx-auto flex max-w-180 flex-col gap-4 px-4 pt-4 pb-10 desk:px-6">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <p className="min-w-0 flex-1 basis-64 text-dense text-text-2">{words.intro}</p>
          {admin && (
            <Button
              look="solid"
              icon={<Plus aria-hidden className="size-4" />}
              onClick={() => void create(words.newName, emptyFlow)}
            >
              {words.create}
            </Button>
          )}
        </div>
        <SearchInput label={words.search} value={query} onValue={setQuery} />
        {error && !data ? (
          <Empty
            title={words.failed}
            text={failureText(error)}
            action={<Button onClick={reload}>{words.retry}</Button>}
          />
        ) : !data ? (
          <RowsSkeleton rows={8} />
        ) : fitting.length === 0 ? (
          <Empty icon={<FilePlus2 />} title={words.none} />
        ) : (
          parts.map(({ section, templates }) => (
            <section key={section} aria-label={section}>
              <h2 className="mb-1.5 text-small font-medium text-text-3">{section}</h2>
              <ul className="flex flex-col rounded-box ring-1 ring-line">
                {templates.map((t, i) => (
                  <li
                    key={t.id}
                    className="flex flex-wrap items-center gap-x-2 gap-y-1 border-line px-4 py-2.5 not-last:border-b"
                  >
                    <Link
                      href={`/approval-designer/${t.id}`}
                      className="min-w-0 flex-1 basis-40 rounded-chip hover:text-accent"
                    >
                      <span className="flex flex-wrap items-center gap-2">
                        <span className="text-body font-medium">{said(t.name, t.en)}</span>
                        {t.version === null ? (
                          <Tag tone="warn">{words.neverPublished}</Tag>
                        ) : t.changed ? (
                          <Tag tone="info">{words.changed}</Tag>
                        ) : (
                          <Tag>{words.version(t.version)}</Tag>
                        )}
                      </span>
                      {t.about && (
                        <span className="block truncate text-small text-text-3">
                          {said(t.about, t.aboutEn)}
                        </span>
                      )}
                    </Link>
                    {admin && (
                      <span className="flex">
                        <IconButton
                          size="small"
                          label={`${words.up} ${t.name}`}
                          disabled={i === 0}
                          onClick={() => move(t, templates[i - 1], -1)}
                        >
                          <ArrowUp aria-hidden className="size-3.5" />
                        </IconButton>
                        <IconButton
                          size="small"
                          label={`${words.down} ${t.name}`}
                          disabled={i === templates.length - 1}
                          onClick={() => move(t, templates[i + 1], 1)}
                        >
                          <ArrowDown aria-hidden className="size-3.5" />
                        </IconButton>
                        <IconButton
                          size="small"
                          label={`${words.copy} ${t.name}`}
                          onClick={() => void copy(t)}
                        >
                          <Copy aria-hidden className="size-3.5" />
                        </IconButton>
                      </span>
                    )}
                    <Switch
                      aria-label={words.enabled(t.name)}
                      checked={!t.retired}
                      onChecked={(on) =>
                        void run(() => api.approvalsAdmin.retireTemplate({ templateId: t.id, retired: !on }))
                      }
                    />
                  </li>
                ))}
              </ul>
            </section>
          ))
        )}
      </div>
    </div>
  );
}

const emptyFlow: Flow = {
  form: [],
  nodes: [],
  settings: {
    dedupe: 'consecutive',
    withdraw: 'any',
    revokeDays: 0,
    empty: 'admin',
    resubmit: 'restart',
    departments: [],
    admins: [],
    summary: [],
    auto: false,
  },
};
