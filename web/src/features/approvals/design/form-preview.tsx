import { useState } from 'react';
import { cx } from '../../../ui/cx.ts';
import { FormFields } from '../../../ui/form/form-fields.tsx';
import type { FormValues } from '../shapes.ts';
import type { Control } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** The form as members meet it, to be tried out: on a phone or at a desk. */
export function FormPreview({ form, narrow }: { form: readonly Control[]; narrow: boolean }) {
  const words = useDesignWords();
  const [value, setValue] = useState<FormValues>({});
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto px-4 pb-16"
      tabIndex={0}
      role="region"
      aria-label={words.preview}
    >
      <div
        data-narrow={narrow ? '' : undefined}
        className={cx(
          'mx-auto bg-surface p-5 shadow-1',
          narrow
            ? 'max-w-95 rounded-[28px] border-8 border-line-strong/50 [&_.grid]:!grid-cols-1'
            : 'max-w-170 rounded-card',
        )}
      >
        <FormFields controls={form} value={value} onValue={setValue} faults={{}} />
      </div>
    </div>
  );
}
