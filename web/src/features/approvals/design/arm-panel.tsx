import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { ConditionLine } from './condition-line.tsx';
import { conditionFields, conditionOf, groupsOf, type Line } from './conditions.ts';
import { faultText } from './fault-text.ts';
import type { FlowActs } from './flow-designer.tsx';
import type { BranchNode, Flow, FlowFault } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** When one arm of a branch is taken. */
export function ArmPanel({
  branch,
  armId,
  flow,
  acts,
  faults,
  tags,
}: {
  branch: BranchNode;
  armId: string;
  flow: Flow;
  acts: FlowActs;
  faults: readonly FlowFault[];
  tags: readonly { id: string; name: string }[];
}) {
  const words = useDesignWords();
  const at = branch.arms.findIndex((a) => a.id === armId);
  const arm = branch.arms[at];
  if (!arm) return null;
  const set = (more: Partial<typeof arm>) =>
    acts.change(
      { ...branch, arms: branch.arms.map((a) => (a.id === armId ? { ...a, ...more } : a)) },
      `${armId} ${Object.keys(more).join()}`,
    );
  const fields = conditionFields(flow.form, words);
  const groups = groupsOf(arm.when);
  const fresh = (): Line => ({ op: 'ge', field: '', value: '' });
  const setGroups = (next: Line[][]) => {
    const kept = next.filter((g) => g.length > 0);
    set({ when: conditionOf(kept.length ? kept : [[fresh()]]) });
  };
  const mine = faults.filter((f) => f.where === armId || f.where === branch.id);
  return (
    <div className="flex flex-col gap-4 p-4">
      <h2 className="text-body font-medium">
        {words.node.arm(at + 1)} · {words.priority(at + 1)}
      </h2>
      {mine.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-box bg-danger-soft p-2.5 text-small text-danger">
          {mine.map((f) => (
            <li key={`${f.code} ${f.at}`}>{faultText(words, f, flow.form, flow.nodes)}</li>
          ))}
        </ul>
      )}
      <Field label={words.armName} optional>
        <Input value={arm.name ?? ''} maxLength={40} onChange={(e) => set({ name: e.target.value })} />
      </Field>
      {groups ? (
        <>
          {groups.map((group, g) => (
            <fieldset key={g} className="flex flex-col gap-3 rounded-box border border-line bg-panel p-3">
              <legend className="px-1 text-small text-text-3">
                {g === 0 ? words.condition.when : words.condition.orWhen}
              </legend>
              {group.map((line, l) => (
                <ConditionLine
                  key={l}
                  n={l + 1}
                  line={line}
                  fields={fields}
                  tags={tags}
                  onLine={(next) =>
                    setGroups(groups.map((x, i) => (i === g ? x.map((y, j) => (j === l ? next : y)) : x)))
                  }
                  onRemove={() =>
                    setGroups(groups.map((x, i) => (i === g ? x.filter((_, j) => j !== l) : x)))
                  }
                />
              ))}
              <Button
                size="small"
                look="plain"
                className="self-start"
                icon={<Plus aria-hidden className="size-3.5" />}
                onClick={() => setGroups(groups.map((x, i) => (i === g ? [...x, fresh()] : x)))}
              >
                {words.condition.addAnd}
              </Button>
            </fieldset>
          ))}
          <Button
            size="small"
            className="self-start"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() => setGroups([...groups, [fresh()]])}
          >
            {words.condition.addOr}
          </Button>
        </>
      ) : (
        <div className="flex flex-col items-start gap-2 rounded-box bg-sunken p-3">
          <p className="text-dense text-text-2">{words.condition.complexText}</p>
          <Button size="small" onClick={() => setGroups([[fresh()]])}>
            {words.condition.replace}
          </Button>
        </div>
      )}
      <p className="text-small text-text-3">{words.condition.missing}</p>
      {branch.arms.length > 1 && (
        <div className="border-t border-line pt-4">
          <Button
            size="small"
            look="warn"
            icon={<Trash2 aria-hidden className="size-3.5" />}
            onClick={() => {
              acts.change({ ...branch, arms: branch.arms.filter((a) => a.id !== armId) });
              acts.choose(null);
            }}
          >
            {words.removeArm}
          </Button>
        </div>
      )}
    </div>
  );
}
