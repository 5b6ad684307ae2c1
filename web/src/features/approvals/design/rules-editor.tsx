import { Plus, Trash2 } from 'lucide-react';
import type { MemberId, TagId } from '../../../../../contract/src/ids.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { findColleagues } from '../../../ui/form/find-choices.ts';
import { Group } from '../../../ui/form/group.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { findTags } from './find-tags.ts';
import { Count, Pick } from './panel-parts.tsx';
import type { Flow, Rule } from './shapes.ts';
import { useDesignWords } from './words.ts';

const fresh: Record<Rule['by'], Rule> = {
  user: { by: 'user', ids: [] },
  tag: { by: 'tag', ids: [] },
  manager: { by: 'manager', level: 1, ifShort: 'top' },
  chain: { by: 'chain', upTo: 3 },
  deptHead: { by: 'deptHead', level: 1, of: '' },
  field: { by: 'field', controlId: '' },
  pick: { by: 'pick', range: [], multi: false },
  self: { by: 'self' },
  prevManager: { by: 'prevManager' },
};

/** Who is asked: one or more rules, whose people are put together in this order. */
export function RulesEditor({
  rules,
  onRules,
  form,
  tags,
  copies,
}: {
  rules: readonly Rule[];
  onRules: (rules: Rule[]) => void;
  form: Flow['form'];
  tags: readonly { id: string; name: string }[];
  /** for copies: nobody is picked by the applicant */
  copies?: boolean;
}) {
  const words = useDesignWords();
  const contacts = form.filter((c) => c.kind === 'contact');
  const set = (at: number, rule: Rule) => onRules(rules.map((r, i) => (i === at ? rule : r)));
  const first = contacts.find((c) => c.of !== 'department');
  const kinds = Object.fromEntries(
    Object.entries(words.ruleKinds).filter(([by]) => !(copies && by === 'pick') && (by !== 'field' || first)),
  ) as Record<Rule['by'], string>;
  return (
    <div className="flex flex-col gap-3">
      {rules.map((rule, i) => (
        <div
          key={i}
          role="group"
          aria-label={words.rule(i + 1)}
          className="flex flex-col gap-3 rounded-box border border-line bg-panel p-3"
        >
          <div className="flex items-center gap-1">
            <Select
              aria-label={words.rule(i + 1)}
              className="flex-1"
              value={rule.by}
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
              onChange={(e) => {
                const by = e.target.value as Rule['by'];
                set(i, by === 'field' && first ? { by, controlId: first.id } : fresh[by]);
              }}
            />
            <IconButton
              size="small"
              label={`${words.remove} ${words.rule(i + 1)}`}
              onClick={() => onRules(rules.filter((_, at) => at !== i))}
            >
              <Trash2 aria-hidden className="size-3.5" />
            </IconButton>
          </div>
          <RuleParts rule={rule} onRule={(next) => set(i, next)} contacts={contacts} tags={tags} />
        </div>
      ))}
      <Button
        size="small"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        disabled={rules.length >= 20}
        onClick={() => onRules([...rules, fresh.user])}
      >
        {words.addRule}
      </Button>
    </div>
  );
}

function RuleParts({
  rule,
  onRule,
  contacts,
  tags,
}: {
  rule: Rule;
  onRule: (rule: Rule) => void;
  contacts: Flow['form'];
  tags: readonly { id: string; name: string }[];
}) {
  const words = useDesignWords();
  switch (rule.by) {
    case 'user':
      return (
        <Group label={words.people} required>
          <PickField
            label={words.people}
            find={findColleagues}
            value={rule.ids}
            max={100}
            onValue={(ids) => onRule({ ...rule, ids: ids as MemberId[] })}
          />
        </Group>
      );
    case 'tag':
      return (
        <Group label={words.tags} required hint={tags.length ? undefined : words.noTags}>
          <PickField
            label={words.tags}
            find={findTags(tags)}
            value={rule.ids}
            max={20}
            onValue={(ids) => onRule({ ...rule, ids: ids as TagId[] })}
          />
        </Group>
      );
    case 'manager':
      return (
        <div className="grid grid-cols-2 gap-3">
          <Count
            label={words.level}
            min={1}
            max={20}
            value={rule.level}
            onValue={(level) => onRule({ ...rule, level })}
          />
          <Pick
            label={words.ifShort}
            value={rule.ifShort}
            options={words.ifShorts}
            onValue={(ifShort) => onRule({ ...rule, ifShort })}
          />
        </div>
      );
    case 'chain':
      return (
        <Count
          label={words.upTo}
          min={1}
          max={20}
          value={rule.upTo}
          onValue={(upTo) => onRule({ ...rule, upTo })}
        />
      );
    case 'deptHead':
      return (
        <div className="grid grid-cols-2 gap-3">
          <Field label={words.ofWhom}>
            <Select
              className="w-full"
              value={rule.of}
              options={[
                { value: '', label: words.applicantDepartment },
                ...contacts
                  .filter((c) => c.of === 'department')
                  .map((c) => ({ value: c.id, label: labelOf(c) })),
              ]}
              onChange={(e) => onRule({ ...rule, of: e.target.value })}
            />
          </Field>
          <Count
            label={words.level}
            min={1}
            max={20}
            value={rule.level}
            onValue={(level) => onRule({ ...rule, level })}
          />
        </div>
      );
    case 'field':
      return (
        <Field label={words.fieldOfForm}>
          <Select
            className="w-full"
            value={rule.controlId}
            options={contacts
              .filter((c) => c.of !== 'department' || c.id === rule.controlId)
              .map((c) => ({ value: c.id, label: labelOf(c) }))}
            onChange={(e) => onRule({ ...rule, controlId: e.target.value })}
          />
        </Field>
      );
    case 'pick':
      return (
        <>
          <Group label={words.pickRange} required={false} hint={words.pickRangeHint}>
            <PickField
              label={words.pickRange}
              find={findColleagues}
              value={rule.range}
              max={200}
              onValue={(ids) => onRule({ ...rule, range: ids as MemberId[] })}
            />
          </Group>
          <Checkbox checked={rule.multi} onChecked={(multi) => onRule({ ...rule, multi })}>
            {words.multi}
          </Checkbox>
        </>
      );
    case 'self':
    case 'prevManager':
      return null;
  }
}
