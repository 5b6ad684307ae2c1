import { useState } from 'react';
import { type CustomerField, type CustomerStage } from '../../../../contract/src/customer-fields.ts';
import type { CustomerFieldId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { ask, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { RuleGroups } from './rules/rule-groups.tsx';
import { raised, Row, Section } from './setup-list.tsx';
import { TagGroups } from './tag-groups.tsx';
import { useCustomerWords } from './words.ts';

type Draft = Omit<CustomerField, 'id' | 'archived'> & { id?: CustomerFieldId };

/** What the company asks about customers: its fields, its stages, its tags. */
export function CustomerSetup() {
  const all = useCustomerWords();
  const words = all.setup;
  const loaded = useLoaded('customer-setup', () => api.customerFields.listCustomerFields({}));
  const [editing, setEditing] = useState<Draft | null>(null);
  if (!loaded.data) return <RowsSkeleton rows={4} />;
  const ours: Record<string, string> = all.stages;
  const fields = loaded.data.fields.filter((f) => !f.archived);
  const stages = loaded.data.stages
    .filter((s) => !s.archived)
    .map((s) => ({ id: s.id, name: s.name || (ours[s.id] ?? s.id) }));
  const run = async (action: Promise<unknown>) => {
    try {
      await action;
      loaded.reload();
      return true;
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      return false;
    }
  };
  const keepFields = (next: readonly Draft[]) =>
    run(api.customerFields.setCustomerFields({ fields: next.map((f) => ({ ...f })) }));
  const keepStages = (next: readonly { id?: CustomerStage['id']; name: string }[]) =>
    run(api.customerFields.setCustomerStages({ stages: next.map((s) => ({ ...s })) }));
  const named = (title: string, value = '') =>
    ask({ title, input: { label: all.name, value, maxLength: 30, required: true } });
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-8 p-5">
      <Section
        title={words.stages}
        hint={words.stagesHint}
        add={words.addStage}
        onAdd={() =>
          void named(words.addStage).then((name) =>
            name?.trim() ? keepStages([...stages, { name }]) : false,
          )
        }
      >
        {stages.map((s, i) => (
          <Row
            key={s.id}
            name={s.name}
            onUp={i > 0 ? () => void keepStages(raised(stages, i)) : undefined}
            onRename={() =>
              void named(words.rename, s.name).then((name) =>
                name?.trim()
                  ? keepStages(stages.map((o) => (o.id === s.id ? { id: s.id, name } : o)))
                  : false,
              )
            }
            onRemove={
              stages.length > 1 ? () => void keepStages(stages.filter((o) => o.id !== s.id)) : undefined
            }
          />
        ))}
      </Section>
      <Section
        title={words.fields}
        hint={words.fieldsHint}
        add={words.addField}
        onAdd={() => setEditing({ name: '', kind: 'text', options: [], required: false })}
      >
        {fields.map((f, i) => (
          <Row
            key={f.id}
            name={f.name}
            mark={`${words.kinds[f.kind]}${f.required ? ` · ${words.required}` : ''}`}
            onUp={i > 0 ? () => void keepFields(raised(fields, i)) : undefined}
            onRename={() => setEditing(f)}
            onRemove={() => void keepFields(fields.filter((o) => o.id !== f.id))}
          />
        ))}
      </Section>
      <TagGroups />
      <RuleGroups />
      {editing && (
        <FieldDialog
          field={editing}
          onClose={() => setEditing(null)}
          onKeep={async (field) => {
            const next = field.id ? fields.map((f) => (f.id === field.id ? field : f)) : [...fields, field];
            if (await keepFields(next)) setEditing(null);
          }}
        />
      )}
    </div>
  );
}

function FieldDialog({
  field,
  onClose,
  onKeep,
}: {
  field: Draft;
  onClose: () => void;
  onKeep: (field: Draft) => Promise<void>;
}) {
  const all = useCustomerWords();
  const words = all.setup;
  const [draft, setDraft] = useState(field);
  const [options, setOptions] = useState(field.options.map((o) => o.name).join(', '));
  const choice = draft.kind.startsWith('choice');
  // An option that keeps its name, or its place under another name, keeps its id and with it the customers who have it.
  const keep = () => {
    const names = [...new Set(options.split(/[,，、]/).map((t) => t.trim()))].filter(Boolean);
    const free = field.options.filter((o) => !names.includes(o.name));
    return onKeep({
      ...draft,
      options: choice
        ? names.map((name, i) => {
            const same = field.options.find((o) => o.name === name);
            const moved =
              names.length === field.options.length ? free.find((o) => o === field.options[i]) : undefined;
            return { ...(same ?? moved), name };
          })
        : [],
    } as Draft);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={field.id ? field.name : words.addField}
      footer={
        <Button
          look="solid"
          disabled={!draft.name.trim() || (choice && !options.trim())}
          onClick={() => void keep()}
        >
          {all.save}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={all.name} required>
          <Input
            value={draft.name}
            maxLength={30}
            onChange={(e) => setDraft({ ...draft, name: e.target.value })}
          />
        </Field>
        {!field.id && (
          <Field label={words.kind}>
            <Select
              value={draft.kind}
              onChange={(e) => setDraft({ ...draft, kind: e.target.value as CustomerField['kind'] })}
              options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
            />
          </Field>
        )}
        {choice && (
          <Field label={words.options} required>
            <Input value={options} maxLength={2_000} onChange={(e) => setOptions(e.target.value)} />
          </Field>
        )}
        <Checkbox checked={draft.required} onChecked={(required) => setDraft({ ...draft, required })}>
          {words.required}
        </Checkbox>
      </div>
    </Dialog>
  );
}
