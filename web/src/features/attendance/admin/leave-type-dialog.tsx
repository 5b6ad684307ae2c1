import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LeaveType } from '../../../../../contract/src/attendance-leave.ts';
import type { DepartmentId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { findDepartments, named } from '../../../ui/form/find-choices.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import {
  type BadField,
  badDays,
  badFields,
  badYears,
  draftOfType,
  inputOfType,
  type TypeDraft,
  type YearlyDraft,
} from './leave-type-draft.ts';
import { type Ask, Sheet } from './leave-sheet.tsx';
import { useAttendanceAdminWords } from './words.ts';

/** Everything about a kind of leave: a new one, or a change of `type`. */
export function LeaveTypeDialog({ type, ...ask }: Ask & { type: LeaveType | null }) {
  const words = useAttendanceAdminWords().leave;
  const [draft, setDraft] = useState<TypeDraft>(() => {
    named(type?.departments ?? []);
    return draftOfType(type);
  });
  const set = (more: Partial<TypeDraft>) => setDraft({ ...draft, ...more });
  const bad = badFields(draft);
  return (
    <Sheet
      {...ask}
      title={type ? words.changeType(type.name) : words.addType}
      fits={bad.size === 0}
      save={async () => {
        const input = inputOfType(draft);
        if (type) await api.attendanceLeave.changeLeaveType({ typeId: type.id, ...input });
        else await api.attendanceLeave.createLeaveType(input);
      }}
    >
      <Field label={words.name} required>
        <Input value={draft.name} maxLength={40} onChange={(e) => set({ name: e.target.value })} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.unit}>
          <Select
            className="w-full"
            value={draft.unit}
            onChange={(e) => set({ unit: e.target.value as LeaveType['unit'] })}
            options={(['day', 'half_day', 'hour'] as const).map((value) => ({
              value,
              label: words.units[value],
            }))}
          />
        </Field>
        <Field label={words.dayHours} error={bad.has('hours') ? words.bads.hours : null}>
          <Input inputMode="decimal" value={draft.hours} onChange={(e) => set({ hours: e.target.value })} />
        </Field>
      </div>
      <div className="flex flex-col gap-1.5">
        <p className="text-dense font-medium text-text-2">{words.forWhom}</p>
        <PickField
          label={words.forWhom}
          find={findDepartments}
          max={100}
          value={draft.departments}
          onValue={(ids) => set({ departments: ids as DepartmentId[] })}
        />
        {draft.departments.length === 0 && <p className="text-small text-text-3">{words.forAll}</p>}
      </div>
      <Checkbox checked={draft.balanced} onChecked={(balanced) => set({ balanced })}>
        {words.balanced}
      </Checkbox>
      {draft.balanced && (
        <>
          <Checkbox checked={draft.debt} onChecked={(debt) => set({ debt })}>
            {words.debt}
          </Checkbox>
          <Checkbox checked={draft.timeOff !== null} onChecked={(on) => set({ timeOff: on ? '3' : null })}>
            {words.timeOff}
          </Checkbox>
          {draft.timeOff !== null && (
            <Field
              label={words.timeOffMonths}
              hint={words.timeOffHint}
              error={bad.has('timeOff') ? words.bads.months : null}
            >
              <Input
                inputMode="numeric"
                value={draft.timeOff}
                onChange={(e) => set({ timeOff: e.target.value })}
              />
            </Field>
          )}
          <Checkbox
            checked={draft.yearly !== null}
            onChecked={(on) => set({ yearly: on ? firstYearly() : null })}
          >
            {words.yearly.on}
          </Checkbox>
          {draft.yearly && (
            <YearlyFields yearly={draft.yearly} bad={bad} onYearly={(yearly) => set({ yearly })} />
          )}
        </>
      )}
    </Sheet>
  );
}

const firstYearly = (): YearlyDraft => ({
  when: 'new_year',
  fromYear: String(new Date().getFullYear() + 1),
  steps: [
    { years: '1', days: '5' },
    { years: '10', days: '10' },
    { years: '20', days: '15' },
  ],
  proportional: true,
  carry: null,
});

function YearlyFields({
  yearly,
  bad,
  onYearly,
}: {
  yearly: YearlyDraft;
  bad: ReadonlySet<BadField>;
  onYearly: (to: YearlyDraft) => void;
}) {
  const { yearly: words, bads } = useAttendanceAdminWords().leave;
  const set = (more: Partial<YearlyDraft>) => onYearly({ ...yearly, ...more });
  const step = (at: number, more: Partial<YearlyDraft['steps'][number]>) =>
    set({ steps: yearly.steps.map((s, i) => (i === at ? { ...s, ...more } : s)) });
  return (
    <div className="flex flex-col gap-4 rounded-box bg-sunken p-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.when}>
          <Select
            className="w-full"
            value={yearly.when}
            onChange={(e) => set({ when: e.target.value as YearlyDraft['when'] })}
            options={(['new_year', 'anniversary'] as const).map((value) => ({
              value,
              label: words.whens[value],
            }))}
          />
        </Field>
        <Field label={words.fromYear} error={bad.has('fromYear') ? bads.year : null}>
          <Input
            inputMode="numeric"
            value={yearly.fromYear}
            onChange={(e) => set({ fromYear: e.target.value })}
          />
        </Field>
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-dense font-medium text-text-2">{words.steps}</legend>
        {yearly.steps.map((s, i) => (
          <div key={i} className="flex items-center gap-2 text-dense">
            <span className="shrink-0">{words.after}</span>
            <Input
              aria-label={words.yearsOf(i + 1)}
              aria-invalid={badYears(yearly.steps, s) || undefined}
              inputMode="numeric"
              className="w-16"
              value={s.years}
              onChange={(e) => step(i, { years: e.target.value })}
            />
            <span className="shrink-0">{words.years}</span>
            <Input
              aria-label={words.daysOf(i + 1)}
              aria-invalid={badDays(s) || undefined}
              inputMode="decimal"
              className="w-16"
              value={s.days}
              onChange={(e) => step(i, { days: e.target.value })}
            />
            <span className="shrink-0">{words.days}</span>
            <IconButton
              label={words.dropStep(i + 1)}
              disabled={yearly.steps.length === 1}
              onClick={() => set({ steps: yearly.steps.filter((_, at) => at !== i) })}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </div>
        ))}
        {bad.has('steps') && (
          <p role="alert" className="text-small text-danger">
            {bads.steps}
          </p>
        )}
        <Button
          size="small"
          className="self-start"
          icon={<Plus aria-hidden className="size-3.5" />}
          disabled={yearly.steps.length >= 12}
          onClick={() => set({ steps: [...yearly.steps, { years: '', days: '' }] })}
        >
          {words.addStep}
        </Button>
      </fieldset>
      {yearly.when === 'new_year' && (
        <Checkbox checked={yearly.proportional} onChecked={(proportional) => set({ proportional })}>
          {words.proportional}
        </Checkbox>
      )}
      <Checkbox
        checked={yearly.carry !== null}
        onChecked={(on) => set({ carry: on ? { days: '5', months: '3' } : null })}
      >
        {words.carry}
      </Checkbox>
      {yearly.carry && (
        <div className="grid grid-cols-2 gap-3">
          <Field label={words.carryDays} error={bad.has('carryDays') ? bads.days : null}>
            <Input
              inputMode="decimal"
              value={yearly.carry.days}
              onChange={(e) => yearly.carry && set({ carry: { ...yearly.carry, days: e.target.value } })}
            />
          </Field>
          <Field label={words.carryMonths} error={bad.has('carryMonths') ? bads.months : null}>
            <Input
              inputMode="numeric"
              value={yearly.carry.months}
              onChange={(e) => yearly.carry && set({ carry: { ...yearly.carry, months: e.target.value } })}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
