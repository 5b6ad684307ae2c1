import { useState } from 'react';
import type { CustomerRule } from '../../../../../contract/src/customer-rules.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { confirm, toast } from '../../../ui/overlays.ts';
import { Row, Section } from '../setup-list.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useRuleWords } from './words.ts';

/** Who leads whom where customers are concerned. */
export function RuleGroups() {
  const words = useRuleWords();
  const loaded = useLoaded('customer-rules', () => api.customerRules.listCustomerRules({}));
  const [editing, setEditing] = useState<CustomerRule | 'new' | null>(null);
  const rules = loaded.data?.rules ?? [];
  const remove = async ({ id: ruleId, name }: CustomerRule) => {
    if (!(await confirm({ title: words.remove(name), action: words.removeAction, danger: true }))) return;
    try {
      await api.customerRules.removeCustomerRule({ ruleId });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const names = (named: readonly { name: string }[]) => named.map((n) => n.name).join('、');
  return (
    <Section title={words.title} hint={words.hint} add={words.add} onAdd={() => setEditing('new')}>
      {rules.map((rule) => (
        <Row
          key={rule.id}
          name={rule.name}
          hint={[
            words.line(names(rule.leaders), names([...rule.departments, ...rule.members])),
            ...rules.filter((r) => r.id === rule.parentId).map((r) => words.below(r.name)),
          ].join(' · ')}
          onRename={() => setEditing(rule)}
          onRemove={() => void remove(rule)}
        />
      ))}
      {editing && (
        <RuleDialog
          rule={editing === 'new' ? null : editing}
          others={rules.filter((r) => r !== editing)}
          onClose={() => setEditing(null)}
          onDone={() => {
            setEditing(null);
            loaded.reload();
          }}
        />
      )}
    </Section>
  );
}
