import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { Checkbox, Choice } from '../../../ui/toggle.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { faultText } from './fault-text.ts';
import type { FlowActs } from './flow-designer.tsx';
import { Count, Part, Pick } from './panel-parts.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { ProgramParts } from './program-panel.tsx';
import type { AdminTemplate, AskNode, CcNode, Flow, FlowFault, ProgramNode } from './shapes.ts';
import { useDesignWords } from './words.ts';

interface PanelProps<N> {
  node: N;
  flow: Flow;
  acts: FlowActs;
  faults: readonly FlowFault[];
  tags: readonly { id: string; name: string }[];
}

/** Everything about one step. */
export function NodePanel({
  programs,
  ...props
}: PanelProps<AskNode | CcNode | ProgramNode> & { programs: AdminTemplate['programs'] }) {
  const words = useDesignWords();
  const { node, flow, acts, faults, tags } = props;
  const mine = faults.filter((f) => f.where === node.id);
  const set = (more: Partial<AskNode> | Partial<CcNode> | Partial<ProgramNode>) =>
    acts.change({ ...node, ...more } as typeof node, `${node.id} ${Object.keys(more).join()}`);
  return (
    <div className="flex flex-col gap-4 p-4">
      <div className="flex items-center gap-1">
        <h2 className="flex-1 text-body font-medium">{words.node[node.kind]}</h2>
        <IconButton size="small" label={words.up} keys="Alt+ArrowUp" onClick={() => acts.move(node.id, -1)}>
          <ArrowUp aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton
          size="small"
          label={words.down}
          keys="Alt+ArrowDown"
          onClick={() => acts.move(node.id, 1)}
        >
          <ArrowDown aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      {mine.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-box bg-danger-soft p-2.5 text-small text-danger">
          {mine.map((f) => (
            <li key={`${f.code} ${f.at}`}>{faultText(words, f, flow.form, flow.nodes)}</li>
          ))}
        </ul>
      )}
      <Field label={words.nodeName}>
        <Input value={node.name} maxLength={40} onChange={(e) => set({ name: e.target.value })} />
      </Field>
      <Field label={words.labelEn} optional>
        <Input value={node.en ?? ''} maxLength={80} onChange={(e) => set({ en: e.target.value })} />
      </Field>
      {node.kind !== 'program' && (
        <Part title={node.kind === 'cc' ? words.whoCopied : words.whoAsked}>
          <RulesEditor
            rules={node.who}
            onRules={(who) => set({ who })}
            form={flow.form}
            tags={tags}
            copies={node.kind === 'cc'}
          />
        </Part>
      )}
      {node.kind === 'program' ? (
        <ProgramParts node={node} acts={acts} programs={programs} />
      ) : node.kind === 'cc' ? (
        <Pick label={words.ccWhen} value={node.at} options={words.ccAt} onValue={(at) => set({ at })} />
      ) : (
        <AskParts {...props} node={node} />
      )}
      <div className="border-t border-line pt-4">
        <Button
          size="small"
          look="warn"
          icon={<Trash2 aria-hidden className="size-3.5" />}
          onClick={() => acts.remove(node.id)}
        >
          {words.removeNode}
        </Button>
      </div>
    </div>
  );
}

function AskParts({ node, flow, acts, tags }: PanelProps<AskNode>) {
  const words = useDesignWords();
  const set = (more: { [K in keyof AskNode]?: AskNode[K] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...node, ...more }).filter(([, v]) => v !== undefined));
    acts.change(next as AskNode, `${node.id} ${Object.keys(more).join()}`);
  };
  const empty = node.empty === undefined ? 'flow' : Array.isArray(node.empty) ? 'others' : node.empty;
  return (
    <>
      <Part title={words.howDecided}>
        <Pick label={words.mode} value={node.mode} options={words.modes} onValue={(mode) => set({ mode })} />
        {node.mode === 'vote' && (
          <Count
            label={words.votePct}
            min={1}
            max={100}
            value={node.votePct ?? 50}
            onValue={(votePct) => set({ votePct })}
          />
        )}
        <Pick label={words.self} value={node.self} options={words.selfs} onValue={(self) => set({ self })} />
        <Pick
          label={words.empty}
          value={empty}
          options={words.empties}
          onValue={(next) =>
            set({
              empty:
                next === 'flow'
                  ? undefined
                  : next === 'others'
                    ? [{ by: 'deptHead', level: 1, of: '' }]
                    : (next as 'admin' | 'pass' | 'reject'),
            })
          }
        />
        {Array.isArray(node.empty) && (
          <RulesEditor
            rules={node.empty}
            onRules={(rules) => rules.length > 0 && rules.length <= 5 && set({ empty: rules })}
            form={flow.form}
            tags={tags}
            copies
          />
        )}
      </Part>
      <Part title={words.due}>
        <Checkbox
          checked={node.due !== undefined}
          onChecked={(on) => set({ due: on ? { hours: 24, clock: 'work', what: 'remind' } : undefined })}
        >
          {words.dueOn}
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
              label={words.clock}
              value={node.due.clock}
              options={words.clocks}
              onValue={(clock) => node.due && set({ due: { ...node.due, clock } })}
            />
            <Pick
              label={words.dueWhat}
              value={node.due.what}
              options={words.dueWhats}
              onValue={(what) => node.due && set({ due: { ...node.due, what } })}
            />
          </div>
        )}
      </Part>
      <Part title={words.fieldRights}>
        <p className="text-small text-text-3">{words.fieldRightsHint}</p>
        <ul className="flex flex-col gap-2">
          {flow.form
            .filter((c) => c.kind !== 'tips')
            .map((c) => (
              <li key={c.id} className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate text-dense">{labelOf(c) || words.unnamed}</span>
                <Select
                  aria-label={`${words.fieldRights} ${labelOf(c)}`}
                  className="w-28"
                  value={node.fields[c.id] ?? 'read'}
                  options={(['read', 'write', 'hide'] as const)
                    .filter((r) => r !== 'write' || (c.kind !== 'formula' && c.kind !== 'serial'))
                    .map((value) => ({ value, label: words.rights[value] }))}
                  onChange={(e) => {
                    const { [c.id]: _, ...others } = node.fields;
                    const right = e.target.value as 'read' | 'write' | 'hide';
                    set({ fields: right === 'read' ? others : { ...others, [c.id]: right } });
                  }}
                />
              </li>
            ))}
        </ul>
      </Part>
      <Part title={words.wordsOfStep}>
        <Checkbox checked={node.sign} onChecked={(sign) => set({ sign })}>
          {words.sign}
        </Checkbox>
        <div className="flex flex-col items-start gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.comment}</span>
          <Choice
            label={words.comment}
            value={node.comment}
            options={(['never', 'reject', 'always'] as const).map((value) => ({
              value,
              label: words.comments[value],
            }))}
            onValue={(comment) => set({ comment })}
          />
        </div>
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.allow}</legend>
          {(['transfer', 'addSign', 'return', 'batch'] as const).map((what) => (
            <Checkbox
              key={what}
              checked={node.allow[what]}
              onChecked={(on) => set({ allow: { ...node.allow, [what]: on } })}
            >
              {words.allows[what]}
            </Checkbox>
          ))}
        </fieldset>
      </Part>
    </>
  );
}
