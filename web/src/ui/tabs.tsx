import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';

export interface TabsProps<T extends string> {
  label: string;
  value: T;
  tabs: readonly { id: T; label: string; count?: number }[];
  onValue: (id: T) => void;
  children: ReactNode;
  className?: string;
}

/** A row of tabs and the panel of the chosen one. Arrow keys move, Home and End jump. */
export function Tabs<T extends string>({ label, value, tabs, onValue, children, className }: TabsProps<T>) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent) => {
    const at = tabs.findIndex((t) => t.id === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onValue(next.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={cx('pane flex-1', className)}>
      <div
        ref={row}
        role="tablist"
        aria-label={label}
        className="flex shrink-0 gap-5 border-b border-line px-4"
      >
        {tabs.map((t) => (
          <button
            key={t.id}
            type="button"
            role="tab"
            id={`${id}-${t.id}`}
            data-tab={t.id}
            aria-selected={t.id === value}
            aria-controls={`${id}-panel`}
            tabIndex={t.id === value ? 0 : -1}
            onClick={() => onValue(t.id)}
            onKeyDown={go}
            className={cx(
              'tap -mb-px h-10 border-b-2 text-dense transition-colors duration-120',
              t.id === value
                ? 'border-accent font-medium text-accent'
                : 'border-transparent text-text-2 hover:text-text',
            )}
          >
            {t.label}
            {t.count !== undefined && <span className="tabular ml-1 text-text-3">{t.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="pane flex-1">
        {children}
      </div>
    </div>
  );
}
