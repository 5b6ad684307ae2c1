import type { CustomerTagId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useCustomerWords } from '../words.ts';

const MOST = 20;

/** The company's tags that whoever comes by a code is given, group by group. */
export function TagFields({
  value,
  onValue,
}: {
  value: readonly CustomerTagId[];
  onValue: (ids: CustomerTagId[]) => void;
}) {
  const words = useCustomerWords();
  const tags = useLoaded('code-tags', () => api.customers.listCustomerTags({})).data?.tags ?? [];
  const groups = [...new Set(tags.map((t) => t.group))];
  return groups.map((group) => (
    <fieldset key={group} className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="mb-1 text-dense font-medium text-text-2">
        {words.codeForm.tags} · {group}
      </legend>
      {tags
        .filter((t) => t.group === group)
        .map((t) => (
          <Checkbox
            key={t.id}
            checked={value.includes(t.id)}
            disabled={value.length >= MOST && !value.includes(t.id)}
            onChecked={(on) => onValue(on ? [...value, t.id] : value.filter((id) => id !== t.id))}
          >
            {t.name}
          </Checkbox>
        ))}
    </fieldset>
  ));
}
