import { useState, type FormEvent } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { CustomKind } from '../../../../contract/src/directory.ts';
import type { CustomField } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { AdminList } from './admin-page.tsx';
import { useDirectoryWords } from './words.ts';

const kinds: CustomKind[] = ['text', 'number', 'date', 'select', 'url'];

/** The fields a company added to its members. */
export function CustomFields() {
  const all = useDirectoryWords();
  const words = all.fields;
  const loaded = useLoaded('custom-fields', (signal) =>
    api.directorySettings.listCustomFields({}, { signal }),
  );
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null);
  const remove = async (field: CustomField) => {
    const yes = await confirm({
      title: words.removeSure(field.name),
      text: words.removeText,
      action: all.remove,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.directorySettings.removeCustomField({ fieldId: field.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <>
      <AdminList
        intro={words.intro}
        loaded={loaded}
        action={
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setEditing('new')}
          >
            {words.add}
          </Button>
        }
      >
        {({ fields }) =>
          fields.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <ul className="rounded-box border border-line">
              {fields.map((f) => (
                <li
                  key={f.id}
                  className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate text-body">{f.name}</span>
                    <span className="block truncate text-small text-text-3">
                      {[words.kinds[f.kind], f.options.join(' / ')].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  {!f.shown && <Tag>{words.hidden}</Tag>}
                  <IconButton label={`${words.edit} ${f.name}`} onClick={() => setEditing(f)}>
                    <Pencil aria-hidden className="size-4" />
                  </IconButton>
                  <IconButton label={`${all.remove} ${f.name}`} onClick={() => void remove(f)}>
                    <Trash2 aria-hidden className="size-4" />
                  </IconButton>
                </li>
              ))}
            </ul>
          )
        }
      </AdminList>
      {editing && (
        <FieldEditor
          field={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            loaded.reload();
          }}
        />
      )}
    </>
  );
}

function FieldEditor({
  field,
  onClose,
  onSaved,
}: {
  field: CustomField | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const all = useDirectoryWords();
  const words = all.fields;
  const [form, setForm] = useState({
    name: field?.name ?? '',
    kind: field?.kind ?? ('text' as CustomKind),
    options: field?.options.join('\n') ?? '',
    shown: field?.shown ?? true,
  });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const options =
      form.kind === 'select'
        ? form.options
            .split('\n')
            .map((o) => o.trim())
            .filter(Boolean)
        : [];
    const facts = { name: form.name, options, shown: form.shown, order: field?.order ?? 0 };
    try {
      if (field) await api.directorySettings.changeCustomField({ fieldId: field.id, ...facts });
      else await api.directorySettings.createCustomField({ ...facts, kind: form.kind });
      onSaved();
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={field ? words.edit : words.add}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button type="submit" form="custom-field" look="solid" busy={busy}>
            {all.save}
          </Button>
        </>
      }
    >
      <form id="custom-field" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.name} error={error} required>
          <Input
            value={form.name}
            required
            maxLength={64}
            autoFocus
            onChange={(e) => setForm({ ...form, name: e.target.value })}
          />
        </Field>
        <Field label={words.kind}>
          <Select
            value={form.kind}
            disabled={field !== null}
            onChange={(e) => setForm({ ...form, kind: e.target.value as CustomKind })}
            options={kinds.map((k) => ({ value: k, label: words.kinds[k] }))}
          />
        </Field>
        {form.kind === 'select' && (
          <Field label={words.options} hint={words.optionsHint} required>
            <Textarea
              value={form.options}
              required
              onChange={(e) => setForm({ ...form, options: e.target.value })}
            />
          </Field>
        )}
        <Checkbox checked={form.shown} onChecked={(shown) => setForm({ ...form, shown })}>
          {words.shown}
        </Checkbox>
      </form>
    </Dialog>
  );
}
