import type { DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';
import { Field } from '../../../ui/field.tsx';
import { Input, Textarea } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { findColleagues, findDepartments } from '../../../ui/form/find-choices.ts';
import { Group } from '../../../ui/form/group.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Count, Part, Pick } from './panel-parts.tsx';
import type { Draft, FlowSettings } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** What a template is called, who sees and manages it, and the rules of the whole flow. */
export function SettingsTab({
  draft,
  onDraft,
  administers,
  sections,
}: {
  draft: Draft;
  onDraft: (draft: Draft, stroke?: string) => void;
  /** only administrators say who else manages it */
  administers: boolean;
  /** headings other templates stand under */
  sections: readonly string[];
}) {
  const words = useDesignWords();
  const { settings } = draft.flow;
  const set = (more: Partial<Draft>) => onDraft({ ...draft, ...more }, `draft ${Object.keys(more).join()}`);
  const rule = (more: Partial<FlowSettings>) =>
    onDraft(
      { ...draft, flow: { ...draft.flow, settings: { ...settings, ...more } } },
      `settings ${Object.keys(more).join()}`,
    );
  const lines = draft.flow.form.filter((c) => !['tips', 'table', 'file', 'signature'].includes(c.kind));
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto bg-surface"
      tabIndex={0}
      role="region"
      aria-label={words.tabs.settings}
    >
      <div className="mx-auto flex max-w-150 flex-col gap-5 px-5 py-6">
        <h2 className="sr-only">{words.tabs.settings}</h2>
        <div className="grid gap-4 desk:grid-cols-2">
          <Field label={words.name} required>
            <Input value={draft.name} maxLength={40} onChange={(e) => set({ name: e.target.value })} />
          </Field>
          <Field label={words.nameEn} optional>
            <Input
              value={draft.en ?? ''}
              maxLength={80}
              onChange={(e) => set({ en: e.target.value || null })}
            />
          </Field>
        </div>
        <Field label={words.about} optional>
          <Textarea
            value={draft.about}
            maxLength={200}
            rows={2}
            onChange={(e) => set({ about: e.target.value })}
          />
        </Field>
        <Field label={words.section} hint={words.sectionHint} optional>
          <Input
            list="template-sections"
            value={draft.section}
            maxLength={20}
            onChange={(e) => set({ section: e.target.value })}
          />
        </Field>
        <datalist id="template-sections">
          {sections.map((s) => (
            <option key={s} value={s}>
              {s}
            </option>
          ))}
        </datalist>
        <Part title={words.whoMay}>
          <Group label={words.visible} required={false} hint={words.visibleHint}>
            <PickField
              label={words.visible}
              find={findDepartments}
              value={settings.departments}
              max={200}
              onValue={(ids) => rule({ departments: ids as DepartmentId[] })}
            />
          </Group>
          {administers && (
            <Group label={words.managers} required={false} hint={words.managersHint}>
              <PickField
                label={words.managers}
                find={findColleagues}
                value={draft.managers}
                max={50}
                onValue={(ids) => set({ managers: ids as MemberId[] })}
              />
            </Group>
          )}
        </Part>
        <Part title={words.flowRules}>
          <div className="grid gap-4 desk:grid-cols-2">
            <Pick
              label={words.dedupe}
              value={settings.dedupe}
              options={words.dedupes}
              onValue={(dedupe) => rule({ dedupe })}
            />
            <Pick
              label={words.withdraw}
              value={settings.withdraw}
              options={words.withdraws}
              onValue={(withdraw) => rule({ withdraw })}
            />
            <Pick
              label={words.resubmit}
              value={settings.resubmit}
              options={words.resubmits}
              onValue={(resubmit) => rule({ resubmit })}
            />
            <Pick
              label={words.empty}
              value={settings.empty}
              options={words.flowEmpties}
              onValue={(empty) => rule({ empty })}
            />
            <Count
              label={words.revokeDays}
              min={0}
              max={3650}
              value={settings.revokeDays}
              onValue={(revokeDays) => rule({ revokeDays })}
            />
          </div>
          <Group label={words.admins} required={false} hint={words.adminsHint}>
            <PickField
              label={words.admins}
              find={findColleagues}
              value={settings.admins}
              max={20}
              onValue={(ids) => rule({ admins: ids as MemberId[] })}
            />
          </Group>
          <Checkbox checked={settings.auto} onChecked={(auto) => rule({ auto })}>
            {words.auto}
          </Checkbox>
        </Part>
        <Part title={words.summary}>
          <p className="text-small text-text-3">{words.summaryHint}</p>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {lines.map((c) => (
              <Checkbox
                key={c.id}
                checked={settings.summary.includes(c.id)}
                disabled={!settings.summary.includes(c.id) && settings.summary.length >= 3}
                onChecked={(on) =>
                  rule({
                    summary: on ? [...settings.summary, c.id] : settings.summary.filter((x) => x !== c.id),
                  })
                }
              >
                {labelOf(c) || words.unnamed}
              </Checkbox>
            ))}
          </div>
        </Part>
      </div>
    </div>
  );
}
