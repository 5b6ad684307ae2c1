import type { CustomerField } from '../../../../contract/src/customer-fields.ts';
import type { FieldValue } from '../../../../contract/src/customers.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useCustomerWords } from './words.ts';

type Values = Readonly<Record<string, FieldValue | null>>;

/** The company's own fields of a customer, to be filled in; null is an emptied one. */
export function FieldInputs({
  fields,
  values,
  onValues,
}: {
  fields: readonly CustomerField[];
  values: Values;
  onValues: (values: Values) => void;
}) {
  const words = useCustomerWords();
  return fields.map((field) => {
    const value = values[field.id] ?? null;
    const put = (next: FieldValue | null) => onValues({ ...values, [field.id]: next });
    if (field.kind === 'choices') {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <fieldset key={field.id} className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="mb-1 text-dense font-medium text-text-2">{field.name}</legend>
          {field.options.map((o) => (
            <Checkbox
              key={o.id}
              checked={chosen.includes(o.id)}
              onChecked={(on) => put(on ? [...chosen, o.id] : chosen.filter((id) => id !== o.id))}
            >
              {o.name}
            </Checkbox>
          ))}
        </fieldset>
      );
    }
    return (
      <Field key={field.id} label={field.name} {...(field.required ? { required: true } : {})}>
        {field.kind === 'choice' ? (
          <Select
            value={String(value ?? '')}
            onChange={(e) => put(e.target.value || null)}
            options={[
              { value: '', label: words.choose },
              ...field.options.map((o) => ({ value: o.id, label: o.name })),
            ]}
          />
        ) : (
          <Input
            type={field.kind}
            step="any"
            maxLength={2_000}
            value={value === null ? '' : String(value)}
            onChange={(e) =>
              put(
                e.target.value === ''
                  ? null
                  : field.kind === 'number'
                    ? Number(e.target.value)
                    : e.target.value,
              )
            }
          />
        )}
      </Field>
    );
  });
}
