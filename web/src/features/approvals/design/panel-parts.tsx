import type { ReactNode } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';

/** One of a few, under its label. */
export function Pick<T extends string>({
  label,
  value,
  options,
  onValue,
  hint,
}: {
  label: string;
  value: T;
  options: Readonly<Record<T, string>>;
  onValue: (value: T) => void;
  hint?: string;
}) {
  return (
    <Field label={label} hint={hint}>
      <Select
        className="w-full"
        value={value}
        options={(Object.entries(options) as [T, string][]).map(([v, l]) => ({ value: v, label: l }))}
        onChange={(e) => onValue(e.target.value as T)}
      />
    </Field>
  );
}

/** A whole number between two others. */
export function Count({
  label,
  value,
  min,
  max,
  onValue,
  className,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  onValue: (value: number) => void;
  className?: string;
}) {
  return (
    <Field label={label} {...(className ? { className } : {})}>
      <Input
        type="number"
        min={min}
        max={max}
        value={value}
        onChange={(e) => {
          const n = Math.round(Number(e.target.value));
          if (Number.isFinite(n)) onValue(Math.max(min, Math.min(max, n)));
        }}
      />
    </Field>
  );
}

/** A part of a panel under a heading of its own. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="text-dense font-medium">{title}</h3>
      {children}
    </section>
  );
}
