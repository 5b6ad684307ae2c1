import { ApiError } from '../../lib/api.ts';
import { sent } from './drafts.ts';
import { labelOf } from './label-of.ts';
import type { FormWords } from './zh.ts';
import type { Control, FormValues } from './shapes.ts';

/** What the server finds wrong in a form, as a sentence by path: what is empty is to be filled in, what is not is to be looked at. */
export function formFaults(
  error: unknown,
  controls: readonly Control[],
  drafts: FormValues,
  words: FormWords,
): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const form = sent(controls, drafts);
  const faults = error.fields.map(({ path, text }) => {
    const [id, row, column] = path.split('.');
    const control = controls.find((c) => c.id === id);
    const inner = column ? control?.children?.find((c) => c.id === column) : control;
    const whole = form[id ?? ''];
    const value = column && Array.isArray(whole) ? (whole as FormValues[])[Number(row)]?.[column] : whole;
    const label = inner ? labelOf(inner) : text;
    return [path, value === undefined ? words.fillIn(label) : words.checkIt] as const;
  });
  return Object.fromEntries(faults);
}

/** The faults that still stand after the form was changed: a field one has touched is not held against one any more. */
export function faultsLeft(
  faults: Record<string, string>,
  before: FormValues,
  after: FormValues,
): Record<string, string> {
  const same = ([path]: [string, string]) => {
    const id = path.split('.')[0] ?? '';
    return before[id] === after[id];
  };
  return Object.fromEntries(Object.entries(faults).filter(same));
}
