import { Field } from '../../ui/field.tsx';
import { share } from './compose-form.ts';
import { HoldOutSlider } from './hold-out-slider.tsx';
import { useOutreachWords } from './words.ts';

/** How many get nothing, and why that is worth it. */
export function HoldOutField({ value, onValue }: { value: number; onValue: (value: number) => void }) {
  const words = useOutreachWords();
  return (
    <Field label={words.holdOut} hint={value === 0 ? words.holdOutNone : words.holdOutWhy}>
      <div className="flex flex-wrap items-center gap-3">
        <HoldOutSlider value={value} onValue={onValue} text={words.holdOutShare(share(value))} />
        <output className="tabular text-dense">{words.holdOutShare(share(value))}</output>
      </div>
    </Field>
  );
}
