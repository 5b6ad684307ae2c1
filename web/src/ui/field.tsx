import { createContext, use, useId, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { cx } from './cx.ts';
import { useUiWords } from './words.ts';

interface FieldLink {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}
const FieldContext = createContext<FieldLink | null>(null);

/** What a control inside a Field must carry so that label, hint and error belong to it. */
export function useFieldProps() {
  const field = use(FieldContext);
  return field
    ? {
        id: field.id,
        'aria-describedby': field.describedBy,
        'aria-invalid': field.invalid || undefined,
        'aria-required': field.required || undefined,
      }
    : {};
}

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong, as a sentence; the field's name is said before it to screen readers. */
  error?: string | null | undefined;
  optional?: boolean;
  required?: boolean;
  children: ReactNode;
  className?: string;
}

/** A label, one control, and below it the hint or the error. */
export function Field({ label, hint, error, optional, required, children, className }: FieldProps) {
  const words = useUiWords();
  const id = useId();
  const note = `${id}-note`;
  return (
    <FieldContext
      value={{
        id,
        describedBy: error || hint ? note : undefined,
        invalid: Boolean(error),
        required: Boolean(required),
      }}
    >
      <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
        <label htmlFor={id} className="text-dense font-medium text-text-2">
          {label}
          {optional && <span className="ml-1.5 font-normal text-text-3">{words.optional}</span>}
        </label>
        {children}
        {(error ?? hint) && (
          <div
            id={note}
            role={error ? 'alert' : undefined}
            className={cx('flex items-start gap-1 text-small', error ? 'text-danger' : 'text-text-3')}
          >
            {error && <CircleAlert aria-hidden className="mt-[3px] size-3 shrink-0" />}
            <span>
              {error && <span className="sr-only">{label}: </span>}
              {error ?? hint}
            </span>
          </div>
        )}
      </div>
    </FieldContext>
  );
}
