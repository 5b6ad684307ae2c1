import type { PointerEvent } from 'react';
import { palette } from './palette.ts';
import { useDesignWords } from './words.ts';

/** Everything that can be put into a form: a press adds it below the chosen control, dragging puts it where it is let go. */
export function PaletteList({
  onAdd,
  onDrag,
}: {
  onAdd: (id: string) => void;
  onDrag: (e: PointerEvent, what: string, label: string) => void;
}) {
  const words = useDesignWords();
  return (
    <section
      aria-label={words.palette}
      tabIndex={0}
      className="shrink-0 overflow-y-auto border-line bg-panel p-3 max-desk:max-h-48 max-desk:border-b desk:w-52 desk:border-r"
    >
      {palette.map(({ group, items }) => (
        <div key={group} className="mb-3">
          <h2 className="mb-1.5 text-small font-medium text-text-3">{words.groups[group]}</h2>
          <ul className="grid grid-cols-2 gap-1.5 max-desk:grid-cols-3">
            {items.map(({ id, icon: Icon }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-label={words.add(words.kinds[id])}
                  onClick={() => onAdd(id)}
                  onPointerDown={(e) => e.pointerType === 'mouse' && onDrag(e, `new:${id}`, words.kinds[id])}
                  className="tap flex h-8 w-full items-center gap-1.5 rounded-chip bg-raised px-2 text-small text-text ring-1 ring-line ring-inset select-none hover:ring-accent"
                >
                  <Icon aria-hidden className="size-3.5 shrink-0 text-text-2" />
                  <span className="truncate">{words.kinds[id]}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
