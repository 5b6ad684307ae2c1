import { NotebookPen, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { said } from '../../../ui/form/label-of.ts';
import { named } from '../../../ui/form/find-choices.ts';
import { confirm, toast } from '../../../ui/overlays.ts';
import { type AdminTemplate, freqOf, fresh, type Facts } from './facts.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { useJournalAdminWords } from './words.ts';

/** The journals of the company: one line each, and a dialog with all that one says. */
export function JournalTemplatesAdmin() {
  const words = useJournalAdminWords();
  const { data, error, reload } = useLoaded('templates', async (signal) => {
    const answer = await api.journalsAdmin.listJournalTemplates({}, { signal });
    // Every default stands in what the server answers.
    const templates = answer.templates as AdminTemplate[];
    named(templates.flatMap((t) => t.departments));
    return { templates };
  });
  const [open, setOpen] = useState<{ template: AdminTemplate | null; facts: Facts } | null>(null);
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={4} />;
  const retire = async (t: AdminTemplate) => {
    const name = said(t.name, t.en);
    const sure =
      t.retired ||
      (await confirm({ title: words.retireAsk(name), text: words.retireText, action: words.retire }));
    if (!sure) return;
    try {
      await api.journalsAdmin.retireJournalTemplate({ templateId: t.id, retired: !t.retired });
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.title}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <Button
          className="self-start"
          look="solid"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setOpen({ template: null, facts: fresh() })}
        >
          {words.add}
        </Button>
        <ul className="flex flex-col gap-2">
          {data.templates.map((t) => (
            <li key={t.id} className="flex flex-wrap items-center gap-3 rounded-box border border-line p-3">
              <NotebookPen aria-hidden className="size-5 shrink-0 text-text-3" />
              <span className="min-w-40 flex-1">
                <span className="flex items-center gap-2 text-body font-medium">
                  {said(t.name, t.en)}
                  {t.retired && <Tag>{words.retired}</Tag>}
                </span>
                <span className="text-small text-text-2">
                  {words.asks(
                    words.freq[freqOf(t)],
                    `${words.dueDays(t.schedule.dueAfter)} ${t.schedule.dueTime}`,
                  )}
                </span>
              </span>
              <Button
                size="small"
                aria-label={words.edit(said(t.name, t.en))}
                onClick={() => setOpen({ template: t, facts: t })}
              >
                {words.change}
              </Button>
              <Button size="small" look="plain" onClick={() => void retire(t)}>
                {t.retired ? words.restore : words.retire}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {open && (
        <TemplateDialog
          template={open.template}
          facts={open.facts}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            reload();
          }}
        />
      )}
    </div>
  );
}
