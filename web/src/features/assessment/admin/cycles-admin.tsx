import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import type { AdminCycle, AssessmentTemplate } from '../../../../../contract/src/assessment-admin.ts';
import { api } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { said } from '../../../ui/form/label-of.ts';
import type { MemberPickerProps } from '../../../ui/member-picker.tsx';
import { Waiting } from '../waiting.tsx';
import { useAssessmentWords } from '../words.ts';
import { CalibrationDialog } from './calibration-dialog.tsx';
import { CycleActions } from './cycle-actions.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { ProgressDialog } from './progress-dialog.tsx';
import { useAssessmentAdminWords } from './words.ts';

export type Open = { what: 'plan' | 'progress' | 'calibration'; cycle: AdminCycle } | { what: 'new' } | null;

/** All cycles: where each stands, and what may be done next. */
export function CyclesAdmin({ findMembers }: { findMembers: MemberPickerProps['find'] }) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [open, setOpen] = useState<Open>(null);
  const loaded = useLoaded('cycles', async (signal) => {
    const { cycles } = await api.assessmentAdmin.listCycles({}, { signal });
    const { templates } = await api.assessmentAdmin.listAssessmentTemplates({}, { signal });
    // Every default stands in what the server answers.
    return { cycles: cycles as AdminCycle[], templates: templates as AssessmentTemplate[] };
  });
  const done = () => {
    setOpen(null);
    loaded.reload();
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.cycles}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <Button
          className="self-start"
          look="solid"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setOpen({ what: 'new' })}
        >
          {words.newCycle}
        </Button>
        <Waiting loaded={loaded}>
          {({ cycles, templates }) => (
            <>
              {cycles.length === 0 && (
                <Empty icon={<Target />} title={words.noCycles} text={words.noCyclesText} />
              )}
              <ul className="flex flex-col gap-2">
                {cycles.map((c) => (
                  <li key={c.id} className="flex flex-col gap-2 rounded-box border border-line p-3">
                    <span className="flex flex-wrap items-center gap-2">
                      <span className="min-w-0 flex-1 truncate font-medium">{said(c.name, c.en)}</span>
                      <Tag tone={c.state === 'running' ? 'accent' : 'plain'}>
                        {c.state === 'running' && c.stage ? common.stages[c.stage] : words.states[c.state]}
                      </Tag>
                    </span>
                    <span className="text-small text-text-2">
                      {[
                        `${c.from} – ${c.to}`,
                        `${c.templateName} ${words.version(c.version)}`,
                        c.people > 0 && words.people(c.people),
                        c.state === 'running' && c.asked > 0 && words.answered(c.answered, c.asked),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                    <CycleActions cycle={c} onOpen={setOpen} onChanged={loaded.reload} />
                  </li>
                ))}
              </ul>
              {(open?.what === 'new' || open?.what === 'plan') && (
                <PlanDialog
                  cycle={open.what === 'plan' ? open.cycle : null}
                  templates={templates.filter((t) => !t.retired)}
                  onClose={() => setOpen(null)}
                  onSaved={done}
                />
              )}
            </>
          )}
        </Waiting>
      </div>
      {open?.what === 'progress' && (
        <ProgressDialog cycle={open.cycle} findMembers={findMembers} onClose={done} />
      )}
      {open?.what === 'calibration' && <CalibrationDialog cycle={open.cycle} onClose={done} />}
    </div>
  );
}
