import { ClipboardPen, Plus } from 'lucide-react';
import { useState } from 'react';
import type { AssessmentTemplate } from '../../../../../contract/src/assessment-admin.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { said } from '../../../ui/form/label-of.ts';
import { toast } from '../../../ui/overlays.ts';
import { Waiting } from '../waiting.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useAssessmentAdminWords } from './words.ts';

/** The forms of the company, each in its newest version. */
export function AssessmentFormsAdmin() {
  const words = useAssessmentAdminWords();
  const [open, setOpen] = useState<AssessmentTemplate | 'new' | null>(null);
  const loaded = useLoaded('forms', async (signal) => {
    const { templates } = await api.assessmentAdmin.listAssessmentTemplates({}, { signal });
    // Every default stands in what the server answers.
    return { templates: templates as AssessmentTemplate[] };
  });
  const retire = async ({ id, retired }: AssessmentTemplate) => {
    try {
      await api.assessmentAdmin.retireAssessmentTemplate({ templateId: id, retired: !retired });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.templates}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <Button
          className="self-start"
          look="solid"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setOpen('new')}
        >
          {words.newTemplate}
        </Button>
        <Waiting loaded={loaded}>
          {({ templates }) =>
            templates.length === 0 ? (
              <Empty icon={<ClipboardPen />} title={words.noTemplates} />
            ) : (
              <ul className="flex flex-col gap-2">
                {templates.map((t) => (
                  <li
                    key={t.id}
                    className="flex flex-wrap items-center gap-3 rounded-box border border-line p-3"
                  >
                    <span className="min-w-40 flex-1">
                      <span className="flex items-center gap-2 text-body font-medium">
                        {said(t.name, t.en)}
                        {t.retired && <Tag>{words.retired}</Tag>}
                      </span>
                      <span className="text-small text-text-2">
                        {words.version(t.version)} ·{' '}
                        {t.form.items.map((i) => `${said(i.name, i.en)} ${i.weightBp / 100}%`).join('、')}
                      </span>
                    </span>
                    <Button size="small" onClick={() => setOpen(t)}>
                      {words.change}
                    </Button>
                    <Button size="small" look="plain" onClick={() => void retire(t)}>
                      {t.retired ? words.restore : words.retire}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Waiting>
      </div>
      {open && (
        <FormDialog
          template={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            loaded.reload();
          }}
        />
      )}
    </div>
  );
}
