import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { AudienceFields } from './audience-fields.tsx';
import type { JourneyForm } from './journey-form.ts';
import { useJourneyWords } from './journey-words.ts';

/** Who enters, from when days count, and what ends it. */
export function JourneyRules({
  value,
  onChange,
}: {
  value: JourneyForm;
  onChange: (part: Partial<JourneyForm>) => void;
}) {
  const words = useJourneyWords();
  const tags = useLoaded('journey tags', () => api.customers.listCustomerTags({}));
  return (
    <>
      <div className="flex flex-wrap gap-4">
        <Field label={words.anchor} className="w-72 max-w-full">
          <Select
            value={value.anchor}
            onChange={(e) => onChange({ anchor: e.target.value as JourneyForm['anchor'] })}
            options={Object.entries(words.anchors).map(([id, label]) => ({ value: id, label }))}
          />
        </Field>
        {value.anchor === 'tagged' && (
          <Field label={words.anchorTag} className="w-52" required>
            <Select
              value={value.anchorTagId}
              onChange={(e) => onChange({ anchorTagId: e.target.value })}
              options={[
                { value: '', label: words.chooseTag },
                ...(tags.data?.tags ?? []).map((t) => ({ value: t.id, label: `${t.group} / ${t.name}` })),
              ]}
            />
          </Field>
        )}
      </div>
      <AudienceFields value={value} onChange={onChange} />
      <div className="flex flex-col gap-2">
        <Checkbox checked={value.stopOnReply} onChecked={(stopOnReply) => onChange({ stopOnReply })}>
          {words.stopOnReply}
        </Checkbox>
        {value.anchor === 'tagged' && (
          <Checkbox checked={value.stopOnUntag} onChecked={(stopOnUntag) => onChange({ stopOnUntag })}>
            {words.stopOnUntag}
          </Checkbox>
        )}
        <Checkbox checked={value.confirm} onChecked={(on) => onChange({ confirm: on })}>
          {words.confirm}
        </Checkbox>
        <Checkbox checked={value.already} onChecked={(already) => onChange({ already })}>
          {words.already}
        </Checkbox>
        {value.already && <p className="text-small text-text-3">{words.alreadyHint}</p>}
      </div>
    </>
  );
}
