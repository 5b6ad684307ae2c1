// What a reader found on an invoice: plain values, and how sure it is of each.

/** sure: said by structured data. likely: stands behind its label. unsure: only looks like it. typed: written by a person. */
export type Sureness = 'sure' | 'likely' | 'unsure' | 'typed';

export type Kind = 'special' | 'ordinary' | 'train' | 'flight' | 'toll' | 'vehicle' | 'other';

export interface Facts {
  kind: Kind;
  /** 10 or 12 digits; fully digital invoices have none */
  code: string;
  /** 8 digits, or 20 on a fully digital invoice */
  number: string;
  /** YYYY-MM-DD */
  issuedOn: string;
  /** fen */
  exclTax: bigint;
  tax: bigint;
  total: bigint;
  sellerName: string;
  sellerTaxId: string;
  buyerName: string;
  buyerTaxId: string;
  checkCode: string;
}

export interface InvoiceLine {
  name: string;
  /** fen; null where the line says none */
  amount: bigint | null;
  tax: bigint | null;
}

export interface Found {
  facts: Partial<Facts>;
  confidence: Partial<Record<keyof Facts, Sureness>>;
  lines: InvoiceLine[];
}

/** Why something is no invoice to us; `what` names the part at fault. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly why: 'damaged' | 'too_large' | 'other_kind';
  readonly what: string;
  /** `detail` is for our logs only */
  constructor(why: 'damaged' | 'too_large' | 'other_kind', what: string, detail?: unknown) {
    super(`${why}: ${what} ${detail instanceof Error ? detail.message : ''}`.trim().slice(0, 300));
    this.why = why;
    this.what = what;
  }
}

/** Keeps the facts that are there, all of one sureness. */
export function foundAs(
  facts: { [K in keyof Facts]?: Facts[K] | undefined },
  sureness: Sureness,
  lines: InvoiceLine[] = [],
): Found {
  const there = Object.entries(facts).filter(([, v]) => v !== undefined && v !== '');
  return {
    facts: Object.fromEntries(there),
    confidence: Object.fromEntries(there.map(([k]) => [k, sureness])),
    lines,
  };
}
