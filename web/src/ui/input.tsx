import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react';
import { ChevronDown, Search, X } from 'lucide-react';
import { cx } from './cx.ts';
import { useFieldProps } from './field.tsx';
import { useUiWords } from './words.ts';

const box =
  'tap w-full min-w-0 rounded-[8px] border border-line-strong/60 bg-raised text-text transition-colors duration-120 hover:border-line-strong focus:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-text-3 aria-invalid:border-danger';

export interface InputProps extends InputHTMLAttributes<HTMLInputElement> {
  ref?: Ref<HTMLInputElement>;
}
export function Input({ className, ...rest }: InputProps) {
  return <input {...useFieldProps()} {...rest} className={cx(box, 'h-9 px-3', className)} />;
}

export interface TextareaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: Ref<HTMLTextAreaElement>;
}
export function Textarea({ className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...useFieldProps()}
      {...rest}
      className={cx(box, 'field-sizing-content min-h-20 resize-none px-3 py-2', className)}
    />
  );
}

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  ref?: Ref<HTMLSelectElement>;
}
/** The platform's own list, dressed as ours: right on phones and for screen readers without code. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className={cx('relative inline-flex min-w-0', className)}>
      <select {...useFieldProps()} {...rest} className={cx(box, 'h-9 appearance-none pr-8 pl-3')}>
        {options.map((o) => (
          <option key={o.value} value={o.value} disabled={o.disabled}>
            {o.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-text-3"
      />
    </span>
  );
}

export interface SearchInputProps extends Omit<InputProps, 'onChange' | 'value'> {
  value: string;
  onValue: (value: string) => void;
  /** The name of what is searched; also the placeholder unless one is given. */
  label: string;
  after?: ReactNode;
}
export function SearchInput({ value, onValue, label, after, className, ...rest }: SearchInputProps) {
  const words = useUiWords();
  return (
    <span className={cx('relative flex min-w-0 items-center', className)}>
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-text-3" />
      <input
        type="search"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-label={label}
        value={value}
        onChange={(e) => onValue(e.target.value)}
        className="tap h-8 w-full min-w-0 rounded-[8px] border border-transparent bg-hover pr-8 pl-8 text-dense text-text transition-colors duration-120 focus:border-accent focus:bg-raised focus-visible:outline-1 focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <button
          type="button"
          aria-label={words.clear}
          onClick={() => onValue('')}
          className="absolute right-1 inline-flex size-6 items-center justify-center rounded-chip text-text-3 hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        after && <span className="pointer-events-none absolute right-2">{after}</span>
      )}
    </span>
  );
}
