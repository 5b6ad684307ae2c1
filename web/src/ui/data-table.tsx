// A grid for long lists: only the rows on screen exist, the header stays, arrows move a cell, Enter opens, Space marks.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { RowsSkeleton } from './bits.tsx';
import { cx } from './cx.ts';
import { Checkbox } from './toggle.tsx';
import { useUiWords } from './words.ts';

export interface Column<R> {
  id: string;
  title: string;
  /** a CSS grid track, e.g. '160px' or 'minmax(120px, 1fr)' */
  width: string;
  cell: (row: R) => ReactNode;
  sortable?: boolean;
  align?: 'end';
}
export interface Sorting {
  by: string;
  down: boolean;
}
export interface DataTableProps<R> {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** what the row is called, for the mark's label */
  rowName: (row: R) => string;
  onOpen?: (row: R) => void;
  marked?: ReadonlySet<string>;
  onMarked?: (marked: ReadonlySet<string>) => void;
  sorting?: Sorting | undefined;
  onSorting?: (sorting: Sorting) => void;
  /** called when the last rows come into view */
  onEnd?: () => void;
  loading?: boolean;
  empty?: ReactNode;
  className?: string;
}

export function DataTable<R>(props: DataTableProps<R>) {
  const { label, columns, rows, rowKey, rowName, onOpen, marked, onMarked, sorting, onSorting, onEnd } =
    props;
  const words = useUiWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [active, setActive] = useState({ row: 0, col: 0 });
  const marks = onMarked ? 1 : 0;
  const width = columns.length + marks;
  const tracks = {
    gridTemplateColumns: [...(marks ? ['40px'] : []), ...columns.map((c) => c.width)].join(' '),
  };
  const cellId = (row: number, col: number) => `${id}-${row}-${col}`;

  const mark = (row: R) => {
    const key = rowKey(row);
    const next = new Set(marked);
    if (!next.delete(key)) next.add(key);
    onMarked?.(next);
  };
  const move = (row: number, col: number) => {
    const to = {
      row: Math.min(rows.length - 1, Math.max(0, row)),
      col: Math.min(width - 1, Math.max(0, col)),
    };
    setActive(to);
    list.current?.scrollToIndex(to.row, { align: 'nearest' });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const { row, col } = active;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / 36) - 2);
    const to = {
      ArrowDown: [row + 1, col],
      ArrowUp: [row - 1, col],
      ArrowRight: [row, col + 1],
      ArrowLeft: [row, col - 1],
      PageDown: [row + page, col],
      PageUp: [row - page, col],
      Home: e.ctrlKey ? [0, col] : [row, 0],
      End: e.ctrlKey ? [rows.length - 1, col] : [row, width - 1],
    }[e.key];
    const current = rows[row];
    if (to) move(to[0] ?? 0, to[1] ?? 0);
    else if (e.key === 'Enter' && current) onOpen?.(current);
    else if (e.key === ' ' && current && onMarked) mark(current);
    else return;
    e.preventDefault();
  };

  const allMarked = rows.length > 0 && marked?.size === rows.length;
  return (
    <div className={cx('pane flex-1', props.className)}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={width}
        aria-busy={props.loading || undefined}
        aria-multiselectable={onMarked ? true : undefined}
        aria-activedescendant={rows.length ? cellId(active.row, active.col) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group/grid relative min-h-0 flex-1 overflow-auto text-dense"
      >
        <div
          role="row"
          aria-rowindex={1}
          style={tracks}
          className="sticky top-0 z-2 grid min-w-fit items-center border-b border-line bg-surface text-small text-text-3"
        >
          {onMarked && (
            <div role="columnheader" className="flex justify-center">
              <Checkbox
                tabIndex={-1}
                aria-label={words.selectAll}
                checked={allMarked}
                mixed={!allMarked && (marked?.size ?? 0) > 0}
                onChecked={(on) => onMarked(on ? new Set(rows.map(rowKey)) : new Set())}
              />
            </div>
          )}
          {columns.map((c) => (
            <div
              key={c.id}
              role="columnheader"
              aria-sort={sorting?.by === c.id ? (sorting.down ? 'descending' : 'ascending') : undefined}
              className={cx('flex h-9 min-w-0 items-center px-3', c.align === 'end' && 'justify-end')}
            >
              {c.sortable && onSorting ? (
                <button
                  type="button"
                  data-tip={words.sortBy(c.title)}
                  onClick={() => onSorting({ by: c.id, down: sorting?.by === c.id && !sorting.down })}
                  className="inline-flex min-w-0 items-center gap-1 rounded-chip font-medium hover:text-text"
                >
                  <span className="truncate">{c.title}</span>
                  {sorting?.by === c.id &&
                    (sorting.down ? (
                      <ArrowDown aria-hidden className="size-3" />
                    ) : (
                      <ArrowUp aria-hidden className="size-3" />
                    ))}
                </button>
              ) : (
                <span className="truncate font-medium">{c.title}</span>
              )}
            </div>
          ))}
        </div>
        {rows.length === 0 ? (
          <div role="row">
            <div role="gridcell" className="flex flex-col">
              {props.loading ? <RowsSkeleton /> : props.empty}
            </div>
          </div>
        ) : (
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            startMargin={37}
            keepMounted={[active.row]}
            onScroll={() => {
              const last = list.current?.findItemIndex(
                (list.current?.scrollOffset ?? 0) + (list.current?.viewportSize ?? 0),
              );
              if (last !== undefined && last >= rows.length - 10) onEnd?.();
            }}
          >
            {rows.map((row, r) => {
              const key = rowKey(row);
              const on = marked?.has(key) ?? false;
              const cell = (c: number) =>
                cx(
                  'flex h-(--row) min-w-0 items-center px-3',
                  active.row === r &&
                    active.col === c &&
                    'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
                );
              return (
                <div
                  key={key}
                  role="row"
                  aria-rowindex={r + 2}
                  aria-selected={onMarked ? on : undefined}
                  style={tracks}
                  onClick={() => {
                    setActive({ row: r, col: 0 });
                    onOpen?.(row);
                  }}
                  className={cx(
                    'grid min-w-fit items-center border-b border-line/70',
                    on ? 'bg-selected' : 'hover:bg-hover',
                    onOpen && 'cursor-pointer',
                  )}
                >
                  {onMarked && (
                    <div
                      role="gridcell"
                      id={cellId(r, 0)}
                      onClick={(e) => e.stopPropagation()}
                      className={cx(cell(0), 'justify-center')}
                    >
                      <Checkbox
                        tabIndex={-1}
                        aria-label={words.selectRow(rowName(row))}
                        checked={on}
                        onChecked={() => mark(row)}
                      />
                    </div>
                  )}
                  {columns.map((c, i) => (
                    <div
                      key={c.id}
                      role="gridcell"
                      id={cellId(r, i + marks)}
                      className={cx(cell(i + marks), c.align === 'end' && 'tabular justify-end')}
                    >
                      <span className="min-w-0 truncate">{c.cell(row)}</span>
                    </div>
                  ))}
                </div>
              );
            })}
          </Virtualizer>
        )}
      </div>
    </div>
  );
}
