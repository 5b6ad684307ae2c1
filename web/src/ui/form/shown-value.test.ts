import { expect, test } from 'vitest';
import { valueText } from './shown-value.tsx';
import type { Control } from './shapes.ts';
import { zh } from './zh.ts';

const cell = (id: string, kind: Control['kind']): Control => ({ id, kind, label: id, required: true });

test('a table in one line is its first row, and how many more there are', () => {
  const table: Control = {
    ...cell('items', 'table'),
    children: [cell('name', 'text'), cell('count', 'number')],
  };
  const row = (name: string, count: string) => ({ name, count });
  expect(valueText(table, [row('测温枪', '3')], zh)).toBe('测温枪 3');
  expect(valueText(table, [row('测温枪', '3'), row('菜单夹', '30')], zh)).toBe('测温枪 3 · 另 1 行');
});
