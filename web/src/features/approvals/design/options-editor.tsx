import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Input } from '../../../ui/input.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import type { Control } from './shapes.ts';
import { useDesignWords } from './words.ts';

type Option = NonNullable<Control['options']>[number];

/** What one may choose, in order; for a choice, which other controls show only while an option is chosen. */
export function OptionsEditor({
  control,
  form,
  onOptions,
}: {
  control: Control;
  /** the controls an option may show; empty inside a table */
  form: readonly Control[];
  onOptions: (options: Option[]) => void;
}) {
  const words = useDesignWords();
  const options = control.options ?? [];
  const set = (at: number, more: Partial<Option>) =>
    onOptions(options.map((o, i) => (i === at ? { ...o, ...more } : o)));
  const move = (from: number, to: number) => {
    const moved = options[from];
    if (moved) onOptions(options.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const add = () => {
    let n = options.length + 1;
    while (options.some((o) => o.key === `o${n}`)) n++;
    onOptions([...options, { key: `o${n}`, label: words.option(n) }]);
  };
  const others = form.filter((c) => c.id !== control.id);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-dense font-medium text-text-2">{words.options}</legend>
      <ul className="flex flex-col gap-2">
        {options.map((o, i) => (
          <li key={o.key} className="flex flex-col gap-1">
            <div className="flex items-center gap-0.5">
              <Input
                aria-label={words.option(i + 1)}
                value={o.label}
                maxLength={60}
                onChange={(e) => set(i, { label: e.target.value })}
              />
              <IconButton
                size="small"
                label={`${words.up} ${o.label}`}
                disabled={i === 0}
                onClick={() => move(i, i - 1)}
              >
                <ArrowUp aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="small"
                label={`${words.down} ${o.label}`}
                disabled={i === options.length - 1}
                onClick={() => move(i, i + 1)}
              >
                <ArrowDown aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton
                size="small"
                label={`${words.remove} ${o.label}`}
                onClick={() => onOptions(options.filter((_, at) => at !== i))}
              >
                <X aria-hidden className="size-3.5" />
              </IconButton>
            </div>
            {control.kind === 'vacation' && (
              <Input
                aria-label={words.leaveKey(o.label)}
                value={o.key}
                maxLength={40}
                className="!h-7 text-small"
                onChange={(e) => {
                  const key = e.target.value;
                  if (/^[A-Za-z][\w-]*$/.test(key) && !options.some((x) => x.key === key)) set(i, { key });
                }}
              />
            )}
            {control.kind === 'select' && others.length > 0 && (
              <details className="rounded-chip bg-sunken px-2 py-1 text-small">
                <summary className="text-text-2">{words.shows(o.shows?.length ?? 0)}</summary>
                <div className="flex flex-col gap-1.5 py-1.5">
                  {others.map((c) => (
                    <Checkbox
                      key={c.id}
                      checked={o.shows?.includes(c.id) ?? false}
                      onChecked={(on) => {
                        const shows = on
                          ? [...(o.shows ?? []), c.id]
                          : (o.shows ?? []).filter((x) => x !== c.id);
                        const { shows: _, ...bare } = o;
                        const next = shows.length ? { ...bare, shows } : bare;
                        onOptions(options.map((x, at) => (at === i ? next : x)));
                      }}
                    >
                      {labelOf(c)}
                    </Checkbox>
                  ))}
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Button
        size="small"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        disabled={options.length >= 100}
        onClick={add}
      >
        {words.addOption}
      </Button>
    </fieldset>
  );
}
