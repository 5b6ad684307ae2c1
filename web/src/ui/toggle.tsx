import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { Check, Minus } from 'lucide-react';
import { cx } from './cx.ts';
import { useFieldProps } from './field.tsx';

type Base = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange' | 'checked'>;
export interface ToggleProps extends Base {
  checked: boolean;
  onChecked: (checked: boolean) => void;
}

/** On or off, taking effect at once. */
export function Switch({ checked, onChecked, className, ...rest }: ToggleProps) {
  return (
    <span className={cx('relative inline-flex h-5 w-9 shrink-0', className)}>
      <input
        {...useFieldProps()}
        {...rest}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        onChange={(e) => onChecked(e.target.checked)}
        className="peer absolute inset-0 z-1 m-0 cursor-pointer appearance-none rounded-full touch:-inset-3"
      />
      <span className="pointer-events-none absolute inset-0 rounded-full bg-badge-quiet transition-colors duration-150 peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus peer-disabled:opacity-50" />
      <span className="pointer-events-none absolute top-0.5 left-0.5 size-4 rounded-full bg-raised shadow-1 transition-transform duration-150 peer-checked:translate-x-4" />
    </span>
  );
}

export interface CheckboxProps extends ToggleProps {
  mixed?: boolean;
  children?: ReactNode;
}
/** One of several choices, or a row's mark; `mixed` where only some of the rows under it are marked. */
export function Checkbox({ checked, onChecked, mixed, children, className, ...rest }: CheckboxProps) {
  const box = (
    <span className="relative inline-flex size-[18px] shrink-0 items-center justify-center">
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        ref={(el) => {
          if (el) el.indeterminate = Boolean(mixed) && !checked;
        }}
        onChange={(e) => onChecked(e.target.checked)}
        className="peer absolute inset-0 m-0 cursor-pointer appearance-none rounded-[5px] border border-line-strong bg-raised checked:border-accent checked:bg-accent touch:-inset-1"
      />
      {(checked || mixed) && (
        <span
          aria-hidden
          className={cx('pointer-events-none relative', checked ? 'text-on-accent' : 'text-accent')}
        >
          {mixed && !checked ? (
            <Minus className="size-3.5" strokeWidth={3} />
          ) : (
            <Check className="size-3.5" strokeWidth={3} />
          )}
        </span>
      )}
    </span>
  );
  if (!children) return <span className={className}>{box}</span>;
  return (
    <label className={cx('tap inline-flex cursor-pointer items-center gap-2 text-body', className)}>
      {box}
      <span>{children}</span>
    </label>
  );
}

export interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: ReactNode }[];
  onValue: (value: T) => void;
  className?: string;
}
/** A handful of exclusive choices side by side. */
export function Choice<T extends string>({ label, value, options, onValue, className }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx('inline-flex rounded-[8px] bg-hover p-0.5', className)}
    >
      {options.map((o) => (
        <label
          key={o.value}
          className={cx(
            'tap relative inline-flex h-7 cursor-pointer items-center justify-center gap-1.5 rounded-chip px-3 text-dense transition-colors duration-120 has-focus-visible:outline-2 has-focus-visible:outline-focus',
            o.value === value
              ? 'bg-raised font-medium text-text shadow-1 dark:bg-selected'
              : 'text-text-2 hover:text-text',
          )}
        >
          <input
            type="radio"
            name={name}
            value={o.value}
            checked={o.value === value}
            onChange={() => onValue(o.value)}
            className="sr-only"
          />
          {o.icon}
          {o.label}
        </label>
      ))}
    </div>
  );
}
