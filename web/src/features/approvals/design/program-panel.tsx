import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import type { FlowActs } from './flow-designer.tsx';
import { Count, Part, Pick } from './panel-parts.tsx';
import type { AdminTemplate, ProgramNode } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** Which program decides a step, and what becomes of a request it says nothing to. */
export function ProgramParts({
  node,
  acts,
  programs,
}: {
  node: ProgramNode;
  acts: FlowActs;
  programs: AdminTemplate['programs'];
}) {
  const words = useDesignWords();
  const set = ({ due, ...more }: { appId?: ProgramNode['appId'] } & { due?: ProgramNode['due'] | null }) => {
    const { due: before, ...rest } = node;
    const next = due === undefined ? before : due;
    acts.change({ ...rest, ...more, ...(next ? { due: next } : {}) }, `${node.id} program`);
  };
  return (
    <>
      <Field label={words.program.which} hint={programs.length ? words.program.hint : words.program.none}>
        <Select
          className="w-full"
          value={node.appId}
          options={[
            { value: '', label: words.program.choose },
            ...programs.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(e) => set({ appId: e.target.value as ProgramNode['appId'] })}
        />
      </Field>
      <Part title={words.due}>
        <Checkbox
          checked={node.due !== undefined}
          onChecked={(on) => set({ due: on ? { hours: 24, what: 'reject' } : null })}
        >
          {words.program.dueOn}
        </Checkbox>
        {node.due && (
          <div className="grid grid-cols-2 gap-3">
            <Count
              label={words.dueHours}
              min={1}
              max={2160}
              value={node.due.hours}
              onValue={(hours) => node.due && set({ due: { ...node.due, hours } })}
            />
            <Pick
              label={words.dueWhat}
              value={node.due.what}
              options={{ pass: words.dueWhats.pass, reject: words.dueWhats.reject }}
              onValue={(what) => node.due && set({ due: { ...node.due, what } })}
            />
          </div>
        )}
      </Part>
    </>
  );
}
