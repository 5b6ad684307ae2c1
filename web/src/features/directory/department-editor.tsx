import { useState, type FormEvent } from 'react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { DepartmentPicker, type PickedDepartment } from './department-picker.tsx';
import { useDirectoryWords } from './words.ts';

/** A new department below one, or the facts of one: name, order, hidden, and where it hangs. */
export function DepartmentEditor({
  what,
  department,
  onClose,
  onSaved,
}: {
  what: 'new' | 'change';
  department: DepartmentNode;
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const words = useDirectoryWords();
  const before = what === 'change' ? department : null;
  const [form, setForm] = useState({
    name: before?.name ?? '',
    order: String(before?.order ?? 0),
    hidden: before?.hidden ?? false,
  });
  const [parent, setParent] = useState<PickedDepartment | null>(null);
  const [picking, setPicking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isRoot = before?.parentId === null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const facts = {
      name: form.name,
      order: Number(form.order) || 0,
      ...(isRoot ? {} : { hidden: form.hidden }),
    };
    try {
      if (before)
        await api.directoryAdmin.changeDepartment({
          departmentId: before.id,
          ...facts,
          ...(parent ? { parentId: parent.id } : {}),
        });
      else await api.directoryAdmin.createDepartment({ parentId: department.id, ...facts });
      onSaved(form.name.trim());
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
      title={before ? words.admin.editDepartment : words.admin.addDepartment}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="department" look="solid" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id="department" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.admin.departmentName} error={error} required>
          <Input
            value={form.name}
            required
            maxLength={64}
            autoFocus
            onChange={(e) => setForm({ ...form, name: e.target.value })}
          />
        </Field>
        <Field label={words.admin.order} hint={words.admin.orderHint}>
          <Input
            type="number"
            min={0}
            value={form.order}
            onChange={(e) => setForm({ ...form, order: e.target.value })}
          />
        </Field>
        {!isRoot && (
          <div className="flex flex-col gap-1">
            <Checkbox checked={form.hidden} onChecked={(hidden) => setForm({ ...form, hidden })}>
              {words.admin.hideDepartment}
            </Checkbox>
            <span className="text-small text-text-3">{words.admin.hiddenHint}</span>
          </div>
        )}
        {before && !isRoot && (
          <div className="flex items-center gap-2">
            <Button onClick={() => setPicking(true)}>{words.admin.moveDepartment}</Button>
            {parent && <span className="truncate text-dense text-text-2">{parent.name}</span>}
          </div>
        )}
      </form>
      {picking && (
        <DepartmentPicker
          open
          title={words.admin.moveTo}
          onClose={() => setPicking(false)}
          onPick={(to) => {
            setParent(to);
            setPicking(false);
          }}
        />
      )}
    </Dialog>
  );
}
