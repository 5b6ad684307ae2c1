import { useEffect, useRef, useState } from 'react';
import { Choice } from '../../../ui/toggle.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { ControlCanvas } from './control-canvas.tsx';
import { ControlPanel } from './control-panel.tsx';
import {
  addControl,
  controlAt,
  copyOf,
  fitsTable,
  listIn,
  moveControl,
  pathOf,
  type Place,
  placeOf,
  removeControl,
} from './form-edits.ts';
import { FormPreview } from './form-preview.tsx';
import { newControl, paletteItem } from './palette.ts';
import { PaletteList } from './palette-list.tsx';
import type { Control, FlowFault } from './shapes.ts';
import { useDrag } from './use-drag.ts';
import { useDesignWords } from './words.ts';

type Face = 'edit' | 'phone' | 'desk';
/** What may be done to a control of the form; each path is of the form as it stands. */
export interface ControlActs {
  choose: (path: string | null) => void;
  move: (path: string, by: 1 | -1) => void;
  copy: (path: string) => void;
  remove: (path: string) => void;
}

/** The form of a template: what can be put into it, the form itself, and the properties of the chosen control. */
export function FormDesigner({
  form,
  onForm,
  chosen,
  onChoose,
  faults,
}: {
  form: readonly Control[];
  onForm: (form: Control[], stroke?: string) => void;
  chosen: string | null;
  onChoose: (path: string | null) => void;
  faults: readonly FlowFault[];
}) {
  const words = useDesignWords();
  const [face, setFace] = useState<Face>('edit');
  const [said, setSaid] = useState('');
  /** the control that takes the focus once it is drawn in its new place */
  const focus = useRef<string | null>(null);
  useEffect(() => {
    if (focus.current === null) return;
    document.querySelector<HTMLElement>(`[data-path="${focus.current}"]`)?.focus();
    focus.current = null;
  }, [form]);
  const control = chosen ? controlAt(form, chosen) : undefined;

  const put = (paletteId: string, at: Place) => {
    const item = paletteItem(paletteId);
    if (!item) return;
    const made = newControl(item, form, words);
    const table = fitsTable(made.kind) ? at.table : null;
    onForm(addControl(form, made, at));
    onChoose(pathOf(table, made.id));
    setSaid(words.added(made.label));
  };
  const putLast = (paletteId: string) => {
    const here = chosen && control ? placeOf(form, chosen) : null;
    put(paletteId, here ? { ...here, index: here.index + 1 } : { table: null, index: form.length });
  };
  const moveTo = (path: string, at: Place) => {
    const next = moveControl(form, path, at);
    const moved = controlAt(form, path);
    if (!next || !moved) return;
    onForm(next);
    const to = pathOf(at.table, moved.id);
    onChoose(to);
    focus.current = to;
    setSaid(words.moved(labelOf(moved), placeOf(next, to).index + 1, listIn(next, at.table).length));
  };
  const acts: ControlActs = {
    choose: onChoose,
    move: (path, by) => {
      const { table, index } = placeOf(form, path);
      const to = by === 1 ? index + 2 : index - 1;
      if (to >= 0 && to <= listIn(form, table).length) moveTo(path, { table, index: to });
    },
    copy: (path) => {
      const original = controlAt(form, path);
      if (!original) return;
      const { table, index } = placeOf(form, path);
      const made = copyOf(form, original);
      onForm(addControl(form, made, { table, index: index + 1 }));
      onChoose(pathOf(table, made.id));
      focus.current = pathOf(table, made.id);
      setSaid(words.added(labelOf(made)));
    },
    remove: (path) => {
      const gone = controlAt(form, path);
      if (!gone) return;
      const { table, index } = placeOf(form, path);
      const rest = removeControl(form, path);
      const next = listIn(rest, table)[index] ?? listIn(rest, table)[index - 1];
      onForm(rest);
      onChoose(next ? pathOf(table, next.id) : null);
      focus.current = next ? pathOf(table, next.id) : null;
      setSaid(words.removed(labelOf(gone)));
    },
  };
  const kindOf = (what: string) =>
    what.startsWith('new:') ? paletteItem(what.slice(4))?.kind : controlAt(form, what)?.kind;
  const { drag, start } = useDrag(
    (what, table) => {
      const kind = kindOf(what);
      return table === '' || (kind !== undefined && fitsTable(kind));
    },
    (what, at) => (what.startsWith('new:') ? put(what.slice(4), at) : moveTo(what, at)),
  );

  return (
    <div className="flex min-h-0 flex-1 max-desk:flex-col max-desk:overflow-y-auto">
      <PaletteList onAdd={putLast} onDrag={start} />
      <div className="pane min-w-0 flex-1 bg-sunken max-desk:flex-none">
        <div className="flex shrink-0 justify-center p-3">
          <Choice<Face>
            label={words.face}
            value={face}
            onValue={setFace}
            options={(['edit', 'phone', 'desk'] as const).map((value) => ({
              value,
              label: words.faces[value],
            }))}
          />
        </div>
        {face === 'edit' ? (
          <ControlCanvas form={form} chosen={chosen} acts={acts} drag={drag} onDrag={start} faults={faults} />
        ) : (
          <FormPreview form={form} narrow={face === 'phone'} />
        )}
      </div>
      <ControlPanel
        key={chosen}
        form={form}
        onForm={onForm}
        path={chosen}
        control={control}
        acts={acts}
        faults={faults}
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      {drag && (
        <div
          aria-hidden
          className="pointer-events-none fixed z-50 rounded-chip bg-accent px-2.5 py-1 text-dense text-on-accent shadow-2"
          style={{ left: drag.x + 10, top: drag.y + 8 }}
        >
          {drag.label}
        </div>
      )}
    </div>
  );
}
