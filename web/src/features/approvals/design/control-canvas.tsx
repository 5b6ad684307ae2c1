import { ArrowDown, ArrowUp, CircleAlert, Copy, GripVertical, MousePointerClick, Trash2 } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { Empty } from '../../../ui/bits.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { FormFields } from '../../../ui/form/form-fields.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import type { ControlActs } from './form-designer.tsx';
import { pathOf } from './form-edits.ts';
import { itemOf } from './palette.ts';
import type { Control, FlowFault } from './shapes.ts';
import type { Dragged } from './use-drag.ts';
import { useDesignWords } from './words.ts';

interface CanvasProps {
  form: readonly Control[];
  chosen: string | null;
  acts: ControlActs;
  drag: Dragged | null;
  onDrag: (e: PointerEvent, what: string, label: string) => void;
  faults: readonly FlowFault[];
}

/** The form as it is being made. Arrows go from control to control; with Alt they move it, Delete takes it away, Ctrl+D copies it. */
export function ControlCanvas(props: CanvasProps) {
  const words = useDesignWords();
  return (
    <div
      data-drop-scroll
      className="min-h-0 flex-1 overflow-y-auto px-4 pb-16"
      tabIndex={0}
      role="region"
      aria-label={words.canvas}
    >
      <div className="mx-auto max-w-150 rounded-card bg-surface p-3 shadow-1">
        <Rows {...props} list={props.form} table={null} />
        {props.form.length === 0 && (
          <Empty icon={<MousePointerClick />} title={words.emptyForm} text={words.emptyFormText} />
        )}
      </div>
      <p className="mx-auto mt-3 max-w-150 text-center text-small text-text-3">{words.keys}</p>
    </div>
  );
}

function Rows({ list, table, ...props }: CanvasProps & { list: readonly Control[]; table: string | null }) {
  const words = useDesignWords();
  const { drag } = props;
  const here = drag?.over && drag.over.table === table ? drag.over.index : -1;
  const line = <div aria-hidden className="my-0.5 h-0.5 rounded-full bg-accent" />;
  return (
    <ul
      data-drop-list={table ?? ''}
      aria-label={table ? words.columns : words.canvas}
      className={cx('flex flex-col gap-1', table ? 'min-h-10' : 'min-h-24')}
    >
      {list.map((control, i) => (
        <li key={control.id} data-drop-row>
          {here === i && line}
          <Row {...props} control={control} table={table} first={i === 0} last={i === list.length - 1} />
        </li>
      ))}
      {here === list.length && <li aria-hidden>{line}</li>}
    </ul>
  );
}

function Row({
  control: c,
  table,
  first,
  last,
  ...props
}: CanvasProps & { control: Control; table: string | null; first: boolean; last: boolean }) {
  const words = useDesignWords();
  const { chosen, acts, drag, onDrag, faults } = props;
  const path = pathOf(table, c.id);
  const here = chosen === path;
  const bad = faults.some((f) => f.at === path || (!table && f.where === c.id));
  const label = labelOf(c) || words.unnamed;
  const item = itemOf(c);
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    const alt = e.altKey;
    if (alt && e.key === 'ArrowUp') acts.move(path, -1);
    else if (alt && e.key === 'ArrowDown') acts.move(path, 1);
    else if (e.key === 'Delete' || e.key === 'Backspace') acts.remove(path);
    else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'd') acts.copy(path);
    else if (e.key === 'ArrowUp' || e.key === 'ArrowDown') neighbour(e.currentTarget, e.key)?.focus();
    else return;
    e.preventDefault();
  };
  return (
    <div
      className={cx(
        'group relative rounded-box p-3 pl-8 ring-inset',
        here
          ? 'bg-accent-soft/50 ring-2 ring-accent'
          : bad
            ? 'ring-1 ring-danger'
            : 'hover:ring-1 hover:ring-line-strong',
        drag?.what === path && 'opacity-40',
      )}
    >
      <button
        type="button"
        data-path={path}
        aria-label={`${words.edit(label)}${bad ? ` · ${words.hasFault}` : ''}`}
        aria-pressed={here}
        onClick={() => acts.choose(path)}
        onFocus={() => !here && acts.choose(path)}
        onKeyDown={onKeyDown}
        className="absolute inset-0 z-1 rounded-box"
      />
      <span
        aria-hidden
        onPointerDown={(e) => onDrag(e, path, label)}
        className="absolute top-2.5 left-1.5 z-2 cursor-grab touch-none p-1 text-text-3 hover:text-text"
      >
        <GripVertical className="size-4" />
      </span>
      {c.kind === 'table' ? (
        <div className="flex flex-col gap-1.5">
          <span className="flex items-center gap-1.5 text-dense font-medium text-text-2">
            <item.icon aria-hidden className="size-4" />
            {label}
          </span>
          <div className="relative z-2 rounded-box border border-dashed border-line-strong bg-surface p-1.5">
            <Rows {...props} list={c.children ?? []} table={c.id} />
            <p className="px-2 py-1 text-small text-text-3">{words.dropColumns}</p>
          </div>
        </div>
      ) : (
        <div inert>
          <FormFields controls={[{ ...c, label }]} value={{}} onValue={() => undefined} faults={{}} />
        </div>
      )}
      {bad && <CircleAlert aria-hidden className="absolute top-3 right-3 size-4 text-danger" />}
      {here && (
        <div className="absolute -top-3.5 right-2 z-3 flex rounded-chip bg-raised shadow-2 ring-1 ring-line">
          <IconButton
            size="small"
            label={words.up}
            keys="Alt+ArrowUp"
            disabled={first}
            onClick={() => acts.move(path, -1)}
          >
            <ArrowUp aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton
            size="small"
            label={words.down}
            keys="Alt+ArrowDown"
            disabled={last}
            onClick={() => acts.move(path, 1)}
          >
            <ArrowDown aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton size="small" label={words.copy} onClick={() => acts.copy(path)}>
            <Copy aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton size="small" label={words.remove} onClick={() => acts.remove(path)}>
            <Trash2 aria-hidden className="size-3.5" />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function neighbour(from: HTMLElement, key: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-path]')];
  return all[all.indexOf(from) + (key === 'ArrowDown' ? 1 : -1)];
}
