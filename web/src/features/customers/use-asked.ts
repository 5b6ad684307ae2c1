import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useCustomerWords } from './words.ts';

/** The fields and stages the company asks for; a stage without a name has our word for it. */
export function useAsked() {
  const ours: Record<string, string> = useCustomerWords().stages;
  const { data } = useLoaded('customer-fields', () => api.customerFields.listCustomerFields({}));
  const stages = (data?.stages ?? []).map((s) => ({ ...s, name: s.name || (ours[s.id] ?? s.id) }));
  return {
    fields: (data?.fields ?? []).filter((f) => !f.archived),
    stages: stages.filter((s) => !s.archived),
    stageName: (id: string) => stages.find((s) => s.id === id)?.name ?? ours[id] ?? id,
  };
}
