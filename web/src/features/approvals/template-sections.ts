// Under which heading a template stands: the company's own word, else as its kind says.
import type { BuiltInKind } from '../../../../contract/src/approvals-shapes.ts';

type Part = 'time' | 'money' | 'people' | 'office' | 'own';
const parts: Record<Exclude<Part, 'own'>, readonly BuiltInKind[]> = {
  time: ['leave', 'overtime', 'trip', 'out', 'correction'],
  money: ['claim', 'expense', 'purchase', 'payment', 'salary'],
  people: ['hiring', 'regularization', 'transfer', 'resignation', 'certificate', 'handover'],
  office: ['general', 'seal', 'contract', 'supplies', 'vehicle'],
};

/** The heading of a template, in the words of its part where the company gave none. */
export function sectionOf(
  t: { kind: BuiltInKind | null; section: string },
  words: Readonly<Record<Part, string>>,
): string {
  if (t.section) return t.section;
  const found = (['time', 'money', 'people', 'office'] as const).find(
    (id) => t.kind !== null && parts[id].includes(t.kind),
  );
  return words[found ?? 'own'];
}
