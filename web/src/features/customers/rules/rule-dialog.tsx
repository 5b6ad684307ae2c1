import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type CustomerRight,
  type CustomerRule,
  customerRights,
} from '../../../../../contract/src/customer-rules.ts';
import type { CustomerRuleId, DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { findColleagues, findDepartments, named } from '../../../ui/form/find-choices.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useRuleWords } from './words.ts';

interface Draft {
  name: string;
  parentId: string;
  leaderIds: string[];
  memberIds: string[];
  departmentIds: string[];
  rights: readonly CustomerRight[];
}

const draftOf = (rule: CustomerRule | null): Draft => {
  named(rule?.departments ?? []);
  return {
    name: rule?.name ?? '',
    parentId: rule?.parentId ?? '',
    leaderIds: (rule?.leaders ?? []).map((m) => m.id),
    memberIds: (rule?.members ?? []).map((m) => m.id),
    departmentIds: (rule?.departments ?? []).map((d) => d.id),
    rights: rule?.rights ?? [],
  };
};

/** Makes a rule group or writes one anew. */
export function RuleDialog({
  rule,
  others,
  onClose,
  onDone,
}: {
  rule: CustomerRule | null;
  others: readonly CustomerRule[];
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useRuleWords();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [busy, setBusy] = useState(false);
  const change = (more: Partial<Draft>) => setDraft((d) => ({ ...d, ...more }));
  const ready =
    draft.name.trim() !== '' &&
    draft.leaderIds.length > 0 &&
    draft.memberIds.length + draft.departmentIds.length > 0 &&
    !busy;
  const save = async (e: FormEvent) => {
    e.preventDefault();
    if (!ready) return;
    setBusy(true);
    const written = {
      name: draft.name,
      leaderIds: draft.leaderIds as MemberId[],
      memberIds: draft.memberIds as MemberId[],
      departmentIds: draft.departmentIds as DepartmentId[],
      rights: [...draft.rights],
    };
    try {
      if (rule) await api.customerRules.changeCustomerRule({ ruleId: rule.id, ...written });
      else
        await api.customerRules.createCustomerRule({
          ...written,
          parentId: (draft.parentId || null) as CustomerRuleId | null,
        });
      onDone();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={rule ? words.edit : words.add}
      footer={
        <Button look="solid" type="submit" form="rule-form" disabled={!ready}>
          {words.save}
        </Button>
      }
    >
      <form id="rule-form" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={draft.name} maxLength={30} onChange={(e) => change({ name: e.target.value })} />
        </Field>
        {!rule && others.length > 0 && (
          <Field label={words.parent}>
            <Select
              value={draft.parentId}
              onChange={(e) => change({ parentId: e.target.value })}
              options={[
                { value: '', label: words.noParent },
                ...others.map((o) => ({ value: o.id, label: o.name })),
              ]}
            />
          </Field>
        )}
        <Picked label={words.leaders}>
          <PickField
            label={words.leaders}
            find={findColleagues}
            max={20}
            value={draft.leaderIds}
            onValue={(leaderIds) => change({ leaderIds })}
          />
        </Picked>
        <Picked label={`${words.range} · ${words.departments}`}>
          <PickField
            label={words.departments}
            find={findDepartments}
            max={100}
            value={draft.departmentIds}
            onValue={(departmentIds) => change({ departmentIds })}
          />
        </Picked>
        <Picked label={`${words.range} · ${words.members}`}>
          <PickField
            label={words.members}
            find={findColleagues}
            max={1_000}
            value={draft.memberIds}
            onValue={(memberIds) => change({ memberIds })}
          />
        </Picked>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.rights}</legend>
          {customerRights.map((right) => (
            <Checkbox
              key={right}
              checked={draft.rights.includes(right)}
              onChecked={(on) =>
                change({
                  rights: customerRights.filter((r) => (r === right ? on : draft.rights.includes(r))),
                })
              }
            >
              {words.right[right]}
            </Checkbox>
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}

function Picked({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-dense font-medium text-text-2">{label}</p>
      {children}
    </div>
  );
}
