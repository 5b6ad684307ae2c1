import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';

/** Several inputs under one label, with what is wrong about them together. */
export function Group({
  label,
  hint,
  error,
  required,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  required: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={error || hint ? `${id}-note` : undefined}
      data-fault={error ? '' : undefined}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <span id={id} className="text-dense font-medium text-text-2">
        {label}
        {required && <Needed />}
      </span>
      {children}
      {(error ?? hint) && (
        <div
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={`flex items-start gap-1 text-small ${error ? 'text-danger' : 'text-text-3'}`}
        >
          {error && <CircleAlert aria-hidden className="mt-[3px] size-3 shrink-0" />}
          <span>{error ?? hint}</span>
        </div>
      )}
    </div>
  );
}

const Needed = () => (
  <span aria-hidden className="ml-1 text-danger">
    *
  </span>
);
