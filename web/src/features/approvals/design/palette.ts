// Everything that can be put into a form.
import {
  AlignLeft,
  Banknote,
  BriefcaseBusiness,
  CalendarClock,
  CalendarDays,
  CalendarRange,
  CircleDot,
  Clock,
  DoorOpen,
  Building2,
  Calculator,
  Fingerprint,
  Handshake,
  Hash,
  Info,
  Landmark,
  Link2,
  ListChecks,
  ListOrdered,
  ListTodo,
  MapPin,
  Palmtree,
  Paperclip,
  Phone,
  Plane,
  ReceiptText,
  Signature,
  Star,
  Table2,
  Type,
  User,
  type LucideIcon,
} from 'lucide-react';
import { freshId } from './form-edits.ts';
import type { Control, ControlKind } from './shapes.ts';
import type { DesignWords } from './zh.ts';

export type PaletteId = keyof DesignWords['kinds'];
export interface PaletteItem {
  id: PaletteId;
  icon: LucideIcon;
  kind: ControlKind;
  more?: Partial<Control>;
}

export const palette: readonly { group: keyof DesignWords['groups']; items: readonly PaletteItem[] }[] = [
  {
    group: 'basic',
    items: [
      { id: 'text', icon: Type, kind: 'text' },
      { id: 'textarea', icon: AlignLeft, kind: 'textarea' },
      { id: 'number', icon: Hash, kind: 'number' },
      { id: 'money', icon: Banknote, kind: 'money', more: { currency: 'CNY' } },
      { id: 'single', icon: CircleDot, kind: 'select' },
      { id: 'multi', icon: ListChecks, kind: 'select', more: { multi: true } },
      { id: 'date', icon: CalendarDays, kind: 'date', more: { unit: 'day' } },
      { id: 'dateRange', icon: CalendarRange, kind: 'dateRange', more: { unit: 'day' } },
      { id: 'phone', icon: Phone, kind: 'phone' },
      { id: 'file', icon: Paperclip, kind: 'file', more: { multi: true } },
      { id: 'tips', icon: Info, kind: 'tips' },
    ],
  },
  {
    group: 'richer',
    items: [
      { id: 'table', icon: Table2, kind: 'table' },
      { id: 'member', icon: User, kind: 'contact', more: { of: 'member' } },
      { id: 'department', icon: Building2, kind: 'contact', more: { of: 'department' } },
      { id: 'formula', icon: Calculator, kind: 'formula' },
      { id: 'related', icon: Link2, kind: 'related' },
      { id: 'customer', icon: Handshake, kind: 'record', more: { record: 'customer' } },
      { id: 'room', icon: DoorOpen, kind: 'record', more: { record: 'room' } },
      { id: 'task', icon: ListTodo, kind: 'record', more: { record: 'task' } },
      { id: 'invoices', icon: ReceiptText, kind: 'invoices' },
      { id: 'location', icon: MapPin, kind: 'location' },
      { id: 'bank', icon: Landmark, kind: 'bank' },
      { id: 'signature', icon: Signature, kind: 'signature' },
      { id: 'rating', icon: Star, kind: 'rating' },
      { id: 'serial', icon: ListOrdered, kind: 'serial' },
    ],
  },
  {
    group: 'attendance',
    items: [
      { id: 'vacation', icon: Palmtree, kind: 'vacation', more: { unit: 'halfday' } },
      { id: 'overtime', icon: Clock, kind: 'attendance', more: { about: 'overtime', unit: 'hour' } },
      { id: 'trip', icon: Plane, kind: 'attendance', more: { about: 'trip', unit: 'halfday' } },
      { id: 'out', icon: BriefcaseBusiness, kind: 'attendance', more: { about: 'out', unit: 'hour' } },
      { id: 'correction', icon: Fingerprint, kind: 'correction' },
    ],
  },
];

const every = palette.flatMap((p) => p.items);
export const paletteItem = (id: string): PaletteItem | undefined => every.find((i) => i.id === id);

/** The line of the palette a control came from. */
export function itemOf(c: Control): PaletteItem {
  const fits = (i: PaletteItem) =>
    i.kind === c.kind &&
    (c.kind !== 'select' || Boolean(i.more?.multi) === Boolean(c.multi)) &&
    (c.kind !== 'contact' || i.more?.of === (c.of ?? 'member')) &&
    (c.kind !== 'record' || i.more?.record === (c.record ?? 'customer')) &&
    (c.kind !== 'attendance' || i.more?.about === (c.about ?? 'overtime'));
  return every.find(fits) ?? { id: 'dateRange', icon: CalendarClock, kind: c.kind };
}

/** A new control as it stands right after it was added. */
export function newControl(item: PaletteItem, form: readonly Control[], words: DesignWords): Control {
  const options = (labels: readonly string[]) => labels.map((label, i) => ({ key: `o${i + 1}`, label }));
  return {
    id: freshId(form, item.id.toLowerCase()),
    kind: item.kind,
    label: words.kinds[item.id],
    required: false,
    ...item.more,
    ...(item.kind === 'select' ? { options: options([1, 2, 3].map(words.option)) } : {}),
    ...(item.kind === 'vacation'
      ? {
          options: (['annual', 'personal', 'sick', 'rest'] as const).map((key) => ({
            key,
            label: words.leave[key],
          })),
        }
      : {}),
    ...(item.kind === 'table'
      ? {
          children: [
            { id: 'item', kind: 'text', label: words.columnName, required: false },
            { id: 'amount', kind: 'money', label: words.columnAmount, required: false, currency: 'CNY' },
          ],
          sums: ['amount'],
        }
      : {}),
    ...(item.kind === 'tips' ? { tip: words.tipText } : {}),
  };
}
