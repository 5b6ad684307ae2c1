import { Plus } from 'lucide-react';
import type { CustomerTagGroupId, CustomerTagId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { ask, confirm, toast } from '../../ui/overlays.ts';
import { raised, Row, Section } from './setup-list.tsx';
import { useCustomerWords } from './words.ts';

/** The company's tags for customers in their groups: made, renamed, put in order, deleted. A group goes with its last tag. */
export function TagGroups() {
  const all = useCustomerWords();
  const words = all.setup;
  const loaded = useLoaded('customer-tag-groups', () => api.customers.listCustomerTags({}));
  const tags = loaded.data?.tags ?? [];
  const groups = [...new Map(tags.map((t) => [t.groupId, t.group]))].map(([id, name]) => ({ id, name }));
  const run = async (action: Promise<unknown>) => {
    try {
      await action;
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const named = (title: string, label: string, value = '') =>
    ask({ title, input: { label, value, maxLength: 30, required: true } });
  const order = (ids: (CustomerTagId | CustomerTagGroupId)[]) =>
    void run(api.customerFields.orderCustomerTags({ ids }));
  const rename = async (tagId: CustomerTagId | CustomerTagGroupId, value: string) => {
    const name = await named(words.rename, all.name, value);
    if (name?.trim()) await run(api.customerFields.renameCustomerTag({ tagId, name }));
  };
  const add = async (known?: string) => {
    const group = known ?? (await named(words.addTag, words.group));
    const name = group?.trim() && (await named(`${words.addTag} · ${group}`, words.newTag));
    if (group && name && name.trim()) await run(api.customers.createCustomerTag({ group, name }));
  };
  const remove = async (tagId: CustomerTagId, name: string) => {
    if (await confirm({ title: words.removeTag(name), action: words.remove, danger: true }))
      await run(api.customers.removeCustomerTag({ tagId }));
  };
  return (
    <Section title={words.tags} hint={words.tagsHint} add={words.addTag} onAdd={() => void add()}>
      {groups.map((g, i) => {
        const inside = tags.filter((t) => t.groupId === g.id);
        return (
          <li key={g.id} className="border-b border-line last:border-b-0">
            <ul aria-label={g.name}>
              <Row
                name={g.name}
                mark={words.group}
                onUp={i > 0 ? () => order(raised(groups, i).map((x) => x.id)) : undefined}
                onRename={() => void rename(g.id, g.name)}
              />
              {inside.map((t, at) => (
                <Row
                  key={t.id}
                  name={t.name}
                  onUp={at > 0 ? () => order(raised(inside, at).map((x) => x.id)) : undefined}
                  onRename={() => void rename(t.id, t.name)}
                  onRemove={() => void remove(t.id, t.name)}
                />
              ))}
              <li className="px-3 py-1.5">
                <Button
                  size="small"
                  icon={<Plus aria-hidden className="size-4" />}
                  onClick={() => void add(g.name)}
                >
                  {words.addTag}
                </Button>
              </li>
            </ul>
          </li>
        );
      })}
    </Section>
  );
}
