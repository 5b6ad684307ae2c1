// Changes of a form, each a new form. A control is named by its path: its id, or `table.column`.
import type { Column, Control } from './shapes.ts';

export interface Place {
  /** id of the table, or null for the form itself */
  table: string | null;
  index: number;
}

const inTables = new Set<Control['kind']>([
  'text',
  'textarea',
  'number',
  'money',
  'date',
  'dateRange',
  'select',
  'contact',
  'file',
  'location',
  'phone',
  'rating',
  'related',
]);
/** May a control of this kind be a column? */
export const fitsTable = (kind: Control['kind']): boolean => inTables.has(kind);

const split = (path: string): { table: string | null; id: string } => {
  const [first = '', second] = path.split('.');
  return second ? { table: first, id: second } : { table: null, id: first };
};
export const pathOf = (table: string | null, id: string): string => (table ? `${table}.${id}` : id);

export const listIn = (form: readonly Control[], table: string | null): readonly Control[] =>
  table ? (form.find((c) => c.id === table)?.children ?? []) : form;

function withList(form: readonly Control[], table: string | null, list: readonly Control[]): Control[] {
  if (!table) return [...list];
  return form.map((c) => (c.id === table ? { ...c, children: list as Column[] } : c));
}

export const controlAt = (form: readonly Control[], path: string): Control | undefined => {
  const { table, id } = split(path);
  return listIn(form, table).find((c) => c.id === id);
};

export const placeOf = (form: readonly Control[], path: string): Place => {
  const { table, id } = split(path);
  return { table, index: listIn(form, table).findIndex((c) => c.id === id) };
};

export function addControl(form: readonly Control[], control: Control, at: Place): Control[] {
  const table = fitsTable(control.kind) ? at.table : null;
  const list = listIn(form, table);
  const index = table === at.table ? at.index : form.findIndex((c) => c.id === at.table) + 1;
  return withList(form, table, list.toSpliced(index, 0, control));
}

export function changeControl(form: readonly Control[], path: string, to: Control): Control[] {
  const { table, id } = split(path);
  return withList(
    form,
    table,
    listIn(form, table).map((c) => (c.id === id ? to : c)),
  );
}

export function removeControl(form: readonly Control[], path: string): Control[] {
  const { table, id } = split(path);
  return withList(
    form,
    table,
    listIn(form, table).filter((c) => c.id !== id),
  );
}

/** Puts a control elsewhere; `at` counts as the form stands before. Null where it does not fit there. */
export function moveControl(form: readonly Control[], path: string, at: Place): Control[] | null {
  const from = placeOf(form, path);
  const control = controlAt(form, path);
  if (!control || (at.table && !fitsTable(control.kind)) || at.table === control.id) return null;
  const shift = from.table === at.table && from.index < at.index ? 1 : 0;
  const without = removeControl(form, path);
  const list = listIn(without, at.table);
  const index = Math.max(0, Math.min(list.length, at.index - shift));
  return withList(without, at.table, list.toSpliced(index, 0, control));
}

/** An id no control of the form has. */
export function freshId(form: readonly Control[], stem: string): string {
  const taken = new Set(form.flatMap((c) => [c.id, ...(c.children ?? []).map((x) => x.id)]));
  let n = 1;
  while (taken.has(`${stem}_${n}`)) n++;
  return `${stem}_${n}`;
}

/** A copy below the original, with ids of its own. */
export function copyOf(form: readonly Control[], control: Control): Control {
  const id = freshId(form, control.id.replace(/_\d+$/, ''));
  return { ...structuredClone(control), id };
}
