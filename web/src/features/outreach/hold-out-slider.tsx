import { useFieldProps } from '../../ui/field.tsx';

/** In steps of 5 %, up to half. */
export function HoldOutSlider({
  value,
  onValue,
  text,
}: {
  value: number;
  onValue: (value: number) => void;
  text: string;
}) {
  return (
    <input
      {...useFieldProps()}
      type="range"
      min={0}
      max={5_000}
      step={500}
      value={value}
      aria-valuetext={text}
      onChange={(e) => onValue(Number(e.target.value))}
      className="h-6 w-60 max-w-full accent-accent"
    />
  );
}
