import type { CustomerField } from '@teahouse/contract/customer-fields';
import type { FieldValue } from '@teahouse/contract/customers';

/** Whether a field may hold this. */
export function fits(field: CustomerField, value: FieldValue): boolean {
  const known = (id: string) => field.options.some((o) => o.id === id);
  switch (field.kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'choice':
      return typeof value === 'string' && known(value);
    case 'choices':
      return Array.isArray(value) && value.every(known) && new Set(value).size === value.length;
  }
}

/** A value as a table shows it: options by their names. */
export function written(field: CustomerField, value: FieldValue | undefined): string {
  if (value === undefined) return '';
  const name = (id: string) => field.options.find((o) => o.id === id)?.name ?? id;
  if (Array.isArray(value)) return value.map(name).join(', ');
  return field.kind === 'choice' ? name(String(value)) : String(value);
}

/** What a cell of a table means in this field; undefined: nothing that fits. */
export function understood(field: CustomerField, cell: string): FieldValue | undefined {
  const option = (name: string) => field.options.find((o) => o.name === name || o.id === name)?.id;
  switch (field.kind) {
    case 'text':
      return cell.slice(0, 2_000);
    case 'number': {
      const n = Number(cell.replaceAll(/[,，\s]/g, ''));
      return Number.isFinite(n) ? n : undefined;
    }
    case 'date': {
      const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
      const day = parts && `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
      return day && isDay(day) ? day : undefined;
    }
    case 'choice':
      return option(cell);
    case 'choices': {
      const ids = cell
        .split(/[,，、;；]/)
        .map((t) => t.trim())
        .filter(Boolean)
        .map(option);
      return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
    }
  }
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
