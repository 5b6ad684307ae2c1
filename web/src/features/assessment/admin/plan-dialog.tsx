import { useState } from 'react';
import type { AdminCycle, AssessmentTemplate } from '../../../../../contract/src/assessment-admin.ts';
import { stageKinds } from '../../../../../contract/src/assessment-shapes.ts';
import type { DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { findColleagues, findDepartments } from '../../../ui/form/find-choices.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { today } from '../today.ts';
import { useAssessmentWords } from '../words.ts';
import { useAssessmentAdminWords } from './words.ts';

const day = (ahead: number) => today(new Date(Date.now() + ahead * 86_400_000));
const needed = new Set(['manager', 'calibration', 'published']);

/** Plans a cycle: who, on which form, and the days of each stage. */
export function PlanDialog({
  cycle: c,
  templates,
  onClose,
  onSaved,
}: {
  cycle: AdminCycle | null;
  templates: readonly AssessmentTemplate[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [d, setD] = useState(() => ({
    name: c?.name ?? '',
    templateId: c?.templateId ?? templates[0]?.id,
    from: c?.from ?? day(-90),
    to: c?.to ?? day(0),
    all: c?.scope.all ?? true,
    members: c?.scope.memberIds ?? [],
    departments: c?.scope.departmentIds ?? [],
    peers: c?.peers ?? ('team' as const),
    reports: c?.reports ?? false,
    stages: stageKinds.map((kind, i) => {
      const known = c?.stages.find((s) => s.kind === kind);
      return {
        kind,
        on: c ? known !== undefined : true,
        opens: known?.opens ?? day(i * 7),
        closes: known?.closes ?? day(i * 7 + 6),
        mandatory: known?.mandatory ?? (kind === 'self' || kind === 'manager'),
      };
    }),
  }));
  const set = (change: Partial<typeof d>) => setD({ ...d, ...change });
  const setStage = (kind: string, change: Partial<(typeof d.stages)[number]>) =>
    set({ stages: d.stages.map((s) => (s.kind === kind ? { ...s, ...change } : s)) });
  const begun = c !== null && c.state !== 'draft';
  const { templateId } = d;
  const fits =
    d.name.trim() !== '' &&
    templateId !== undefined &&
    (d.all || d.members.length + d.departments.length > 0);
  const save = async () => {
    if (!templateId) return;
    const plan = {
      templateId,
      name: d.name.trim(),
      en: c?.en ?? null,
      from: d.from,
      to: d.to,
      scope: {
        all: d.all,
        memberIds: d.all ? [] : [...d.members],
        departmentIds: d.all ? [] : [...d.departments],
      },
      peers: d.peers,
      reports: d.reports,
      stages: d.stages.filter((s) => s.on).map(({ on: _, ...s }) => s),
    };
    try {
      if (c) await api.assessmentAdmin.changeCycle({ cycleId: c.id, ...plan });
      else await api.assessmentAdmin.createCycle(plan);
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={c ? words.changeCycle : words.newCycle}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="solid" disabled={!fits} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={d.name} maxLength={60} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        {!begun && (
          <>
            <div className="flex flex-wrap gap-4">
              <Field label={words.template} className="w-56">
                <Select
                  value={d.templateId ?? ''}
                  onChange={(e) => set({ templateId: e.target.value as AssessmentTemplate['id'] })}
                  options={templates.map((t) => ({ value: t.id, label: t.name }))}
                />
              </Field>
              <Field label={words.from} className="w-40">
                <Input type="date" value={d.from} onChange={(e) => set({ from: e.target.value })} />
              </Field>
              <Field label={words.to} className="w-40">
                <Input type="date" value={d.to} onChange={(e) => set({ to: e.target.value })} />
              </Field>
            </div>
            <Field label={words.scope} className="w-56">
              <Select
                value={d.all ? 'all' : 'some'}
                onChange={(e) => set({ all: e.target.value === 'all' })}
                options={[
                  { value: 'all', label: words.everyone },
                  { value: 'some', label: words.chosen },
                ]}
              />
            </Field>
            {!d.all && (
              <div className="flex flex-col gap-3">
                <p className="text-dense font-medium text-text-2">{words.departments}</p>
                <PickField
                  label={words.departments}
                  find={findDepartments}
                  value={d.departments}
                  onValue={(ids) => set({ departments: ids as DepartmentId[] })}
                  max={100}
                />
                <p className="text-dense font-medium text-text-2">{words.members}</p>
                <PickField
                  label={words.members}
                  find={findColleagues}
                  value={d.members}
                  onValue={(ids) => set({ members: ids as MemberId[] })}
                  max={500}
                />
              </div>
            )}
            <Checkbox checked={d.peers === 'team'} onChecked={(on) => set({ peers: on ? 'team' : 'none' })}>
              {words.team}
            </Checkbox>
            <Checkbox checked={d.reports} onChecked={(reports) => set({ reports })}>
              {words.reports}
            </Checkbox>
          </>
        )}
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.stages}</legend>
          {d.stages.map((s) => {
            const name = common.stages[s.kind];
            return (
              <div key={s.kind} className="flex flex-wrap items-center gap-3">
                <Checkbox
                  className="w-36"
                  checked={s.on}
                  disabled={begun || needed.has(s.kind)}
                  onChecked={(on) => setStage(s.kind, { on })}
                >
                  {name}
                </Checkbox>
                {s.on && (
                  <>
                    <Input
                      type="date"
                      aria-label={words.opens(name)}
                      className="!w-40"
                      value={s.opens}
                      onChange={(e) => setStage(s.kind, { opens: e.target.value })}
                    />
                    <Input
                      type="date"
                      aria-label={words.closes(name)}
                      className="!w-40"
                      value={s.closes}
                      onChange={(e) => setStage(s.kind, { closes: e.target.value })}
                    />
                    {!begun && (s.kind === 'self' || s.kind === 'peer' || s.kind === 'manager') && (
                      <Checkbox
                        checked={s.mandatory}
                        onChecked={(mandatory) => setStage(s.kind, { mandatory })}
                      >
                        {words.mandatory}
                      </Checkbox>
                    )}
                  </>
                )}
              </div>
            );
          })}
        </fieldset>
      </div>
    </Dialog>
  );
}
