import { useState } from 'react';
import type { AttendanceRule, Place, RuleConfig } from '../../../../../contract/src/attendance-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { MemberPicker } from '../../../ui/member-picker.tsx';
import { toast } from '../../../ui/overlays.ts';
import { SettingLine } from '../../../ui/setting-line.tsx';
import { Checkbox, Choice, Switch } from '../../../ui/toggle.tsx';
import { departmentIds, findWho, memberIds } from '../find-people.ts';
import { configOf, draftOf, type MinuteField } from './rule-draft.ts';
import { useAttendanceAdminWords } from './words.ts';

/** Everything about one rule, in one sheet. */
export function RuleEditor({
  rule,
  zone,
  places,
  onClose,
  onSaved,
}: {
  rule: AttendanceRule | null;
  zone: string;
  places: readonly Place[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const all = useAttendanceAdminWords();
  const words = all.rule;
  const [draft, setDraft] = useState(() => draftOf(rule, zone));
  const [bad, setBad] = useState('');
  const [busy, setBusy] = useState(false);
  const { config } = draft;
  const set = (more: Partial<RuleConfig>) => setDraft({ ...draft, config: { ...config, ...more } });
  const save = async () => {
    const made = configOf(draft);
    if ('bad' in made) return setBad(made.bad);
    setBad('');
    setBusy(true);
    const input = {
      name: draft.name,
      config: made.config,
      departments: departmentIds(draft.who),
      members: memberIds(draft.who),
      ...(draft.since ? { since: draft.since } : {}),
    };
    try {
      if (rule) await api.attendanceAdmin.changeRule({ ruleId: rule.id, ...input });
      else await api.attendanceAdmin.createRule(input);
      toast(all.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const minutes = (field: MinuteField, label: string) => (
    <Field label={label} error={bad === field ? words.minutesBad : null}>
      <Input
        inputMode="numeric"
        value={draft.minutes[field]}
        onChange={(e) => setDraft({ ...draft, minutes: { ...draft.minutes, [field]: e.target.value } })}
      />
    </Field>
  );
  const time = (field: 'start' | 'end' | 'restStart' | 'restEnd', label: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      error={bad === field || (bad === 'rest' && field === 'restEnd') ? words.minutesBad : null}
    >
      <Input
        type="time"
        value={draft[field]}
        onChange={(e) => setDraft({ ...draft, [field]: e.target.value })}
      />
    </Field>
  );
  const choose = <T extends string>(
    label: string,
    value: T,
    options: Record<T, string>,
    on: (v: T) => void,
  ) => (
    <Field label={label}>
      <Select
        className="w-full"
        value={value}
        onChange={(e) => on(e.target.value as T)}
        options={(Object.entries(options) as [T, string][]).map(([v, l]) => ({ value: v, label: l }))}
      />
    </Field>
  );
  const overnight = draft.end <= draft.start ? words.nextDay : undefined;
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!draft.name.trim()} onClick={() => void save()}>
            {all.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Field label={words.name} required>
          <Input
            value={draft.name}
            maxLength={80}
            placeholder={words.namePlaceholder}
            onChange={(e) => setDraft({ ...draft, name: e.target.value })}
          />
        </Field>
        <div className="flex flex-col items-start gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.kind}</span>
          <Choice<RuleConfig['kind']>
            label={words.kind}
            value={config.kind}
            onValue={(kind) => set({ kind })}
            options={(['fixed', 'shift', 'flexible'] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
          <span className="text-small text-text-3">{words.kindHints[config.kind]}</span>
        </div>
        {config.kind === 'fixed' && (
          <div className="grid grid-cols-2 gap-3 desk:grid-cols-4">
            {time('start', words.start)}
            {time('end', words.end, overnight)}
            {time('restStart', words.restStart)}
            {time('restEnd', words.restEnd)}
          </div>
        )}
        {config.kind === 'flexible' && (
          <Field label={words.hours} error={bad === 'hours' ? words.minutesBad : null}>
            <Input
              inputMode="decimal"
              className="!w-28"
              value={draft.hours}
              onChange={(e) => setDraft({ ...draft, hours: e.target.value })}
            />
          </Field>
        )}
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.workdays}</legend>
          {[1, 2, 3, 4, 5, 6, 0].map((d) => (
            <Checkbox
              key={d}
              checked={config.workdays.includes(d)}
              onChecked={(on) =>
                set({
                  workdays: on
                    ? [...config.workdays, d].toSorted((a, b) => a - b)
                    : config.workdays.filter((x) => x !== d),
                })
              }
            >
              {words.weekdays[d]}
            </Checkbox>
          ))}
        </fieldset>
        <SettingLine bare title={words.holidays} hint={words.holidaysHint}>
          <Switch
            aria-label={words.holidays}
            checked={config.holidays}
            onChecked={(holidays) => set({ holidays })}
          />
        </SettingLine>
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.who}</span>
          <div className="pane h-72">
            <MemberPicker
              label={words.who}
              find={(q, signal) => findWho(q, words.department, signal)}
              value={draft.who}
              onValue={(who) => setDraft({ ...draft, who })}
            />
          </div>
        </div>
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.places}</legend>
          {places.length === 0 && <span className="text-dense text-text-3">{words.noPlaces}</span>}
          {places.map((p) => (
            <Checkbox
              key={p.id}
              checked={config.places.includes(p.id)}
              onChecked={(on) =>
                set({ places: on ? [...config.places, p.id] : config.places.filter((x) => x !== p.id) })
              }
            >
              {p.name}
            </Checkbox>
          ))}
        </fieldset>
        <details className="group rounded-box border border-line">
          <summary className="cursor-pointer px-4 py-2.5 text-dense font-medium">{words.more}</summary>
          <div className="flex flex-col gap-4 px-4 pb-4">
            <div className="grid gap-3 desk:grid-cols-2">
              {choose(words.minGrade, String(config.minGrade), words.grades, (v) =>
                set({ minGrade: Number(v) }),
              )}
              {choose(words.outside, config.outside, words.outsides, (outside) => set({ outside }))}
              {minutes('lateGraceSec', words.lateGrace)}
              {minutes('earlyGraceSec', words.earlyGrace)}
              {minutes('seriousLateSec', words.serious)}
              {minutes('absentAfterSec', words.absentAfter)}
              {minutes('flexSec', words.flex)}
              {choose(words.oneMissing, config.oneMissing, words.oneMissings, (oneMissing) =>
                set({ oneMissing }),
              )}
              {choose(words.overtime, config.overtime.by, words.overtimes, (by) =>
                set({ overtime: { ...config.overtime, by } }),
              )}
              <Field label={words.corrections} error={bad === 'corrections' ? words.minutesBad : null}>
                <Input
                  inputMode="numeric"
                  value={draft.corrections}
                  onChange={(e) => setDraft({ ...draft, corrections: e.target.value })}
                />
              </Field>
              <Field label={words.zone}>
                <Select
                  className="w-full"
                  value={config.zone}
                  onChange={(e) => set({ zone: e.target.value })}
                  options={[...new Set([config.zone, ...Intl.supportedValuesOf('timeZone')])].map(
                    (value) => ({ value, label: value }),
                  )}
                />
              </Field>
              {rule && (
                <Field label={words.since} hint={words.sinceHint}>
                  <Input
                    type="date"
                    value={draft.since}
                    onChange={(e) => setDraft({ ...draft, since: e.target.value })}
                  />
                </Field>
              )}
            </div>
            <p className="text-small text-text-3">{words.minGradeHint}</p>
            <SettingLine bare title={words.fieldPhoto}>
              <Switch
                aria-label={words.fieldPhoto}
                checked={config.fieldPhoto}
                onChecked={(fieldPhoto) => set({ fieldPhoto })}
              />
            </SettingLine>
            <SettingLine bare title={words.keepLocation} hint={words.keepLocationHint}>
              <Switch
                aria-label={words.keepLocation}
                checked={config.keepLocation}
                onChecked={(keepLocation) => set({ keepLocation })}
              />
            </SettingLine>
          </div>
        </details>
      </div>
    </Dialog>
  );
}
