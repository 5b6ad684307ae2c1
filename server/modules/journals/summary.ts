import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';

const MOST = 140;

/** The first words of a journal, as lists and cards show them. */
export function summaryOf(controls: readonly Control[], form: FormValues): string {
  const lines = controls.flatMap((c) => {
    const value = form[c.id];
    return (c.kind === 'textarea' || c.kind === 'text') && typeof value === 'string' ? [value] : [];
  });
  const text = lines.join(' ').replaceAll(/\s+/g, ' ').trim();
  return [...text].length > MOST ? `${[...text].slice(0, MOST - 1).join('')}…` : text;
}
