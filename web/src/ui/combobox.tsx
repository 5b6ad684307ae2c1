import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useFieldProps } from './field.tsx';
import { useUiWords } from './words.ts';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}
export interface ComboboxProps {
  options: readonly Option[];
  value: string | null;
  onValue: (value: string | null) => void;
  placeholder?: string;
  disabled?: boolean;
}

/** One of many, found by typing. */
export function Combobox({ options, value, onValue, placeholder, disabled }: ComboboxProps) {
  const words = useUiWords();
  const field = useFieldProps();
  const chosen = options.find((o) => o.value === value) ?? null;
  return (
    <Base.Root<Option>
      items={options}
      value={chosen}
      onValueChange={(next) => onValue(next?.value ?? null)}
      itemToStringLabel={(o) => o.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      disabled={disabled ?? false}
    >
      <div className="relative">
        <Base.Input
          {...field}
          placeholder={placeholder}
          className="tap h-9 w-full rounded-[8px] border border-line-strong/60 bg-raised pr-8 pl-3 text-text hover:border-line-strong focus:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger"
        />
        <Base.Trigger
          aria-label={words.expand}
          className="absolute top-1/2 right-1.5 inline-flex size-6 -translate-y-1/2 items-center justify-center text-text-3"
        >
          <ChevronsUpDown aria-hidden className="size-4" />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="max-h-72 w-(--anchor-width) overflow-y-auto rounded-box bg-raised p-1 shadow-2 ring-1 ring-line">
            <Base.Empty className="text-dense text-text-3 not-empty:px-2.5 not-empty:py-2">
              {words.noResults}
            </Base.Empty>
            <Base.List>
              {(option: Option) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-default items-center gap-2 rounded-chip px-2.5 py-1 text-dense select-none data-highlighted:bg-hover touch:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.hint && <span className="truncate text-small text-text-3">{option.hint}</span>}
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
