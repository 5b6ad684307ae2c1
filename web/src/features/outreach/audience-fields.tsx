import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useLed } from '../../lib/use-led.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { FieldBounds, noBounds } from '../../ui/form/field-bounds.tsx';
import { Select } from '../../ui/input.tsx';
import type { AudienceForm } from './audience-form.ts';
import { useOutreachWords } from './words.ts';

type Asked = 'whose' | 'tagId' | 'withoutTagId' | 'stage' | 'codeId' | 'fieldId';

export function AudienceFields({
  value,
  led = false,
  onChange,
}: {
  value: AudienceForm;
  /** whoever leads others may mean their customers */
  led?: boolean;
  onChange: (part: Partial<AudienceForm>) => void;
}) {
  const words = useOutreachWords();
  const everybody = useSession((s) => s.me?.rights.includes('outreach') === true);
  const mine = useLed();
  const choices = useLoaded('audience', async () => ({
    ...(await api.customers.listCustomerTags({})),
    ...(await api.contactCodes.listContactCodes({})),
    ...(await api.customerFields.listCustomerFields({})),
  }));
  const tags = (choices.data?.tags ?? []).map((t) => ({ value: t.id, label: `${t.group} / ${t.name}` }));
  const choose = (name: Asked, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      className="w-40"
      value={value[name]}
      onChange={(e) =>
        onChange({ [name]: e.target.value, ...(name === 'fieldId' ? { bounds: noBounds } : {}) })
      }
      options={options}
    />
  );
  const named: Record<string, string> = words.stages;
  const fields = (choices.data?.fields ?? []).filter((f) => !f.archived);
  const field = fields.find((f) => f.id === value.fieldId);
  const any = (label: string) => ({ value: '', label: `${label}: ${words.any}` });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-dense font-medium text-text-2">{words.audience}</legend>
      <div className="flex flex-wrap gap-2">
        {choose('whose', words.whose, [
          { value: 'mine', label: words.mine },
          ...(everybody
            ? [{ value: 'all', label: words.all }]
            : led && mine.may('broadcast')
              ? [{ value: 'all', label: words.led }]
              : []),
        ])}
        {choose('tagId', words.tag, [any(words.tag), ...tags])}
        {choose('withoutTagId', words.without, [any(words.without), ...tags])}
        {choose('stage', words.stage, [
          any(words.stage),
          ...(choices.data?.stages ?? [])
            .filter((s) => !s.archived)
            .map((s) => ({ value: s.id, label: s.name || (named[s.id] ?? s.id) })),
        ])}
        {choose('codeId', words.code, [
          any(words.code),
          ...(choices.data?.codes ?? []).map((c) => ({ value: c.id, label: c.name })),
        ])}
        {fields.length > 0 &&
          choose('fieldId', words.field, [
            any(words.field),
            ...fields.map((f) => ({ value: f.id, label: f.name })),
          ])}
        {field && (
          <FieldBounds
            field={field}
            bounds={value.bounds}
            onBounds={(bounds) => onChange({ bounds })}
            words={words}
          />
        )}
      </div>
    </fieldset>
  );
}
