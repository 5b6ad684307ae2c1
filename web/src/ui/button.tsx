import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'solid' | 'soft' | 'plain' | 'danger' | 'outline' | 'warn';
  size?: 'small' | 'normal' | 'large';
  icon?: ReactNode;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const looks = {
  solid: 'bg-accent text-on-accent hover:bg-accent-hover',
  soft: 'bg-accent-soft text-accent hover:brightness-97 dark:hover:brightness-115',
  plain: 'text-text-2 hover:bg-hover hover:text-text',
  outline: 'bg-raised text-text ring-1 ring-inset ring-line hover:bg-hover',
  warn: 'bg-raised text-danger ring-1 ring-inset ring-line hover:bg-hover',
  danger: 'bg-danger-solid text-on-danger hover:brightness-92',
};
const sizes = {
  small: 'h-7 px-2.5 text-dense rounded-chip gap-1',
  normal: 'h-9 px-3.5 text-body rounded-[8px] gap-1.5',
  large: 'h-11 px-5 text-[15px] rounded-box gap-2',
};

export function Button({
  look = 'outline',
  size = 'normal',
  icon,
  busy,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        'tap inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-120 select-none disabled:opacity-55',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {busy ? (
        <span className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent" />
      ) : (
        icon
      )}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'aria-label' | 'title'
> {
  /** Said aloud and shown on hover. */
  label: string;
  /** Shortcut shown beside the label. */
  keys?: string;
  active?: boolean;
  size?: 'small' | 'normal' | 'large';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  keys,
  active,
  size = 'normal',
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      aria-pressed={active === undefined ? undefined : active}
      className={cx(
        'tap inline-flex shrink-0 items-center justify-center rounded-[8px] transition-colors duration-120 disabled:opacity-45',
        size === 'small' ? 'size-7' : size === 'large' ? 'size-11' : 'size-8',
        active ? 'bg-accent-soft text-accent' : 'text-text-2 hover:bg-hover hover:text-text',
        className,
      )}
    >
      {children}
    </button>
  );
}
