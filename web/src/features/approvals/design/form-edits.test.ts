import { expect, test } from 'vitest';
import { addControl, controlAt, copyOf, moveControl, placeOf, removeControl } from './form-edits.ts';
import { itemOf, newControl, palette } from './palette.ts';
import type { Control } from './shapes.ts';
import { zh } from './zh.ts';

const text = (id: string): Control => ({ id, kind: 'text', label: id, required: false });
const table = (...ids: string[]): Control => ({
  id: 't',
  kind: 'table',
  label: 't',
  required: false,
  children: ids.map(text),
});
const shape = (form: readonly Control[] | null): string =>
  (form ?? []).map((c) => c.id + (c.children ? `[${c.children.map((x) => x.id).join(' ')}]` : '')).join(' ');

test('controls move within a list and between the form and a table', () => {
  const form = [text('a'), table('x', 'y'), text('b')];
  expect(shape(moveControl(form, 'a', { table: null, index: 3 }))).toBe('t[x y] b a');
  expect(shape(moveControl(form, 'a', { table: 't', index: 1 }))).toBe('t[x a y] b');
  expect(shape(moveControl(form, 't.x', { table: 't', index: 2 }))).toBe('a t[y x] b');
  expect(shape(moveControl(form, 't.y', { table: null, index: 0 }))).toBe('y a t[x] b');
  expect(moveControl(form, 't', { table: 't', index: 0 }), 'a table goes into no table').toBe(null);
  expect(shape(removeControl(form, 't.x'))).toBe('a t[y] b');
  expect(placeOf(form, 't.y')).toEqual({ table: 't', index: 1 });
});

test('what is no column lands below the table instead', () => {
  const form = [table('x'), text('b')];
  const signature: Control = { id: 's', kind: 'signature', label: 's', required: false };
  expect(shape(addControl(form, signature, { table: 't', index: 0 }))).toBe('t[x] s b');
  expect(controlAt(form, 't.x')?.label).toBe('x');
});

test('everything in the palette makes a control that is known again, with an id of its own', () => {
  let form: Control[] = [];
  for (const item of [...palette, ...palette].flatMap((p) => p.items)) {
    const made = newControl(item, form, zh);
    expect(itemOf(made).id).toBe(item.id);
    form = addControl(form, made, { table: null, index: form.length });
    form = addControl(form, copyOf(form, made), { table: null, index: 0 });
  }
  expect(new Set(form.map((c) => c.id)).size).toBe(form.length);
});
