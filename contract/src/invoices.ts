// The folder of invoices (票夹): what a member was billed for, read off files and codes, kept until a claim uses it. Amounts are fen as
// decimal text.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { StoredFile } from './files.ts';
import { FileId, InvoiceId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const Fen = z.string().regex(/^\d{1,13}$/);

export const InvoiceKind = z.enum(['special', 'ordinary', 'train', 'flight', 'toll', 'vehicle', 'other']);
export type InvoiceKind = z.infer<typeof InvoiceKind>;

const name = z.string().trim().max(120);
const taxId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(|[0-9A-Z]{15,20})$/);

/** What an invoice says. Empty or null where it was not found. */
export const InvoiceFields = z.object({
  kind: InvoiceKind,
  /** 10 or 12 digits; fully digital invoices have none */
  code: z
    .string()
    .trim()
    .regex(/^(|\d{10}|\d{12})$/),
  /** 8 digits, or 20 on a fully digital invoice */
  number: z
    .string()
    .trim()
    .regex(/^(|\d{8}|\d{20})$/),
  issuedOn: z.iso.date().nullable(),
  exclTax: Fen.nullable(),
  tax: Fen.nullable(),
  total: Fen.nullable(),
  sellerName: name,
  sellerTaxId: taxId,
  buyerName: name,
  buyerTaxId: taxId,
  checkCode: z
    .string()
    .trim()
    .regex(/^(|\d{6}|\d{20})$/),
});
export type InvoiceFields = z.infer<typeof InvoiceFields>;
export const InvoiceField = InvoiceFields.keyof();
export type InvoiceField = z.infer<typeof InvoiceField>;

/** sure: from structured data; likely: behind its label; unsure: only looks like it; typed: by its owner. */
export const Sureness = z.enum(['sure', 'likely', 'unsure', 'typed']);
export type Sureness = z.infer<typeof Sureness>;

/**
 * missing: `fields` were not found. unsure: `fields` need a look. sums: the parts do not make the total. buyer_unknown: whom it bills
 * was not read. buyer_tax_id, buyer_name: not the company's. past_year: issued in an earlier fiscal year. future: issued after today.
 * alike: another one of the same seller, day and total. same_number: another one of this number, one of them without its code.
 */
export const InvoiceCheck = z.object({
  code: z.enum([
    'missing',
    'unsure',
    'sums',
    'buyer_unknown',
    'buyer_tax_id',
    'buyer_name',
    'past_year',
    'future',
    'alike',
    'same_number',
  ]),
  fields: z.array(InvoiceField),
  /** the other one, where it is the reader's own */
  other: InvoiceId.nullable(),
});
export type InvoiceCheck = z.infer<typeof InvoiceCheck>;

export const Invoice = InvoiceFields.extend({
  id: InvoiceId,
  owner: MemberId,
  source: z.enum(['pdf', 'ofd', 'xml', 'photo', 'qr']),
  file: StoredFile.pick({ fileId: true, name: true }).nullable(),
  addedAt: when,
  /** held by a claim that is not settled yet, used once it is */
  state: z.enum(['free', 'held', 'used']),
  /** what no claim has taken yet */
  left: Fen.nullable(),
  confidence: z.partialRecord(InvoiceField, Sureness),
  lines: z.array(z.object({ name: z.string(), amount: z.string().nullable(), tax: z.string().nullable() })),
  checks: z.array(InvoiceCheck),
  /** whether the tax bureau or its signature vouches for it */
  verified: z.literal('none'),
});
export type Invoice = z.infer<typeof Invoice>;

/** What sellers must write as the buyer, and when a fiscal year begins. */
export const InvoiceTitle = z.object({
  title: name,
  taxId,
  /** month in which the fiscal year begins */
  yearStarts: z.number().int().min(1).max(12),
});
export type InvoiceTitle = z.infer<typeof InvoiceTitle>;

const one = z.object({ invoiceId: InvoiceId });

export const invoices = {
  listMyInvoices: endpoint({
    method: 'GET',
    path: '/invoices',
    summary: 'My invoices, newest first, and what sellers must write as the buyer',
    who: 'member',
    input: z.object({
      /** open: something of it is left to claim */
      state: z.enum([...Invoice.shape.state.options, 'open']).optional(),
      after: InvoiceId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({
      invoices: z.array(Invoice),
      next: InvoiceId.nullable(),
      buyer: InvoiceTitle,
    }),
    errors: [],
  }),
  getInvoice: endpoint({
    method: 'GET',
    path: '/invoices/:invoiceId',
    summary: 'An invoice of mine',
    who: 'member',
    input: one,
    output: Invoice,
    errors: ['invoices.not_found'],
  }),
  addInvoiceFile: endpoint({
    method: 'POST',
    path: '/invoices/files',
    summary:
      'Read an invoice off a PDF, OFD, XML or the QR code in a photo, and keep it; the same one twice is refused',
    who: 'member',
    input: z.object({ fileId: FileId }),
    output: Invoice,
    errors: [
      'files.not_found',
      'invoices.damaged',
      'invoices.too_large',
      'invoices.other_kind',
      'invoices.red',
      'invoices.yours_already',
      'invoices.taken',
      'invoices.same_file',
    ],
  }),
  addInvoiceFromText: endpoint({
    method: 'POST',
    path: '/invoices/codes',
    summary: 'Keep the invoice whose QR code says this text',
    who: 'member',
    input: z.object({ text: z.string().trim().min(1).max(500) }),
    output: Invoice,
    errors: ['invoices.bad_text', 'invoices.red', 'invoices.yours_already', 'invoices.taken'],
  }),
  editInvoice: endpoint({
    method: 'PATCH',
    path: '/invoices/:invoiceId',
    summary: 'Correct what was read, while no claim stands on it; what structured data said stays',
    who: 'member',
    input: one.extend(InvoiceFields.partial().shape),
    output: Invoice,
    errors: [
      'invoices.not_found',
      'invoices.not_free',
      'invoices.field_sure',
      'invoices.bad_sum',
      'invoices.yours_already',
      'invoices.taken',
    ],
  }),
  removeInvoice: endpoint({
    method: 'DELETE',
    path: '/invoices/:invoiceId',
    summary: 'Take an invoice out of my folder, while no claim stands on it',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: ['invoices.not_found', 'invoices.not_free'],
  }),
  getInvoiceTitle: endpoint({
    method: 'GET',
    path: '/admin/invoice-title',
    summary: 'The name and tax id that invoices to this company carry',
    who: 'admin:settings',
    input: z.object({}),
    output: InvoiceTitle,
    errors: [],
  }),
  setInvoiceTitle: endpoint({
    method: 'PUT',
    path: '/admin/invoice-title',
    summary: 'Say which name and tax id invoices to this company carry',
    who: 'admin:settings',
    input: InvoiceTitle,
    output: InvoiceTitle,
    errors: [],
  }),
};
