import type { CustomerField } from '../../../../contract/src/customer-fields.ts';
import { Input, Select } from '../input.tsx';

/** What a field of customers is asked to be; '' asks nothing. */
export interface Bounds {
  fieldIs: string;
  fieldFrom: string;
  fieldTo: string;
}
export const noBounds: Bounds = { fieldIs: '', fieldFrom: '', fieldTo: '' };
const ends = ['fieldIs', 'fieldFrom', 'fieldTo'] as const;

/** Only what is asked, as it is sent. */
export const boundsSet = (bounds: Bounds): Partial<Bounds> =>
  Object.fromEntries(ends.filter((end) => bounds[end].trim()).map((end) => [end, bounds[end]]));

/** A choice or a text to equal, or two ends of a number or a day. */
export function FieldBounds({
  field,
  bounds,
  onBounds,
  words,
}: {
  field: CustomerField;
  bounds: Bounds;
  onBounds: (bounds: Bounds) => void;
  words: { any: string; fieldIs: string; fieldTo: string };
}) {
  if (field.kind.startsWith('choice'))
    return (
      <Select
        aria-label={field.name}
        className="w-36"
        value={field.options.some((o) => o.id === bounds.fieldIs) ? bounds.fieldIs : ''}
        onChange={(e) => onBounds({ ...noBounds, fieldIs: e.target.value })}
        options={[
          { value: '', label: words.any },
          ...field.options.map((o) => ({ value: o.id, label: o.name })),
        ]}
      />
    );
  const between = field.kind === 'number' || field.kind === 'date';
  return (between ? (['fieldFrom', 'fieldTo'] as const) : (['fieldIs'] as const)).map((end) => (
    <Input
      key={end}
      type={between ? field.kind : 'text'}
      aria-label={`${field.name} ${end === 'fieldTo' ? words.fieldTo : words.fieldIs}`}
      className="!w-36"
      value={bounds[end]}
      onChange={(e) => onBounds({ ...bounds, [end]: e.target.value })}
    />
  ));
}
