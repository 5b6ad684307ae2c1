import { XMLParser } from 'fast-xml-parser';
import { foundAs, type Found, type InvoiceLine, type Kind, Unreadable } from './found.ts';
import { dayOf, fenOf, isCheckCode, isCode, isNumber, isTaxId } from './written.rules.ts';

const MOST_XML = 4 * 1024 * 1024;
const MOST_LINES = 200;

/** A parsed element: text, children by local name, or several of them. */
type Node = string | { [name: string]: Node | Node[] };

/** Entities stay as they are, a document type is refused, and every value stays text: 00123 is no number. */
const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  trimValues: true,
});

/** The tree of an XML document; `file` names it in the error. */
export function treeOf(xml: string, file: string): Record<string, Node | Node[]> {
  if (xml.length > MOST_XML) throw new Unreadable('too_large', file);
  // A document type is where entities are declared; invoices have none.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Unreadable('damaged', file);
  try {
    // The tree is also had of a document that was cut off, so the validator looks first.
    const tree: unknown = parser.parse(xml.replace(/^\uFEFF/, ''), true);
    if (typeof tree === 'object' && tree !== null) return tree as Record<string, Node | Node[]>;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
  throw new Unreadable('damaged', file);
}

/** All children of these names, one after the other. */
function at(node: Node | Node[] | undefined, ...path: string[]): Node[] {
  let here: Node[] = node === undefined ? [] : [node].flat();
  for (const name of path)
    here = here.flatMap((n) => (typeof n === 'object' && Object.hasOwn(n, name) ? [n[name]!].flat() : []));
  return here;
}

const five: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function text(node: Node | Node[] | undefined, ...path: string[]): string {
  const [first] = at(node, ...path);
  if (typeof first !== 'string') return '';
  return first
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, e: string) => five[e] ?? '')
    .trim()
    .slice(0, 200);
}

const when = <T>(holds: (text: string) => boolean, value: T & string): T | undefined =>
  holds(value) ? value : undefined;

/** The XML of a fully digital invoice (root EInvoice) or the attachment of an OFD (root eInvoice). Undefined for other documents. */
export function readInvoiceXml(xml: string, file: string): Found | undefined {
  const tree = treeOf(xml, file);
  const [digital] = at(tree, 'EInvoice');
  if (digital) return digitalInvoice(digital);
  const [older] = [...at(tree, 'eInvoice'), ...at(tree, 'Invoice')];
  return older ? olderInvoice(older) : undefined;
}

function digitalInvoice(root: Node): Found {
  const [data = ''] = at(root, 'EInvoiceData');
  const sums = at(data, 'BasicInformation');
  const special = text(root, 'Header', 'InherentLabel', 'GeneralOrSpecialVAT', 'LabelCode');
  const number = text(root, 'TaxSupervisionInfo', 'InvoiceNumber');
  const bought = at(data, 'SpecificInformation')[0];
  return foundAs(
    {
      kind: digitalKind(special, bought),
      number: when(isNumber, number),
      issuedOn: dayOf(text(root, 'TaxSupervisionInfo', 'IssueTime')) ?? dayOf(text(sums, 'RequestTime')),
      exclTax: fenOf(text(sums, 'TotalAmWithoutTax')),
      tax: fenOf(text(sums, 'TotalTaxAm')),
      total: fenOf(text(sums, 'TotalTax-includedAmount')),
      sellerName: text(data, 'SellerInformation', 'SellerName'),
      sellerTaxId: when(isTaxId, text(data, 'SellerInformation', 'SellerIdNum')),
      buyerName: text(data, 'BuyerInformation', 'BuyerName'),
      buyerTaxId: when(isTaxId, text(data, 'BuyerInformation', 'BuyerIdNum')),
    },
    'sure',
    linesOf(at(data, 'IssuItemInformation'), 'ItemName', 'Amount', 'ComTaxAm'),
  );
}

function digitalKind(label: string, bought: Node | undefined): Kind {
  if (at(bought, 'Toll').length > 0) return 'toll';
  return label === '01' ? 'special' : 'ordinary';
}

function olderInvoice(root: Node): Found {
  const code = text(root, 'InvoiceCode');
  const type = text(root, 'TypeCode');
  const special = /专用/.test(text(root, 'Title')) || ['01', '08', '004', '028'].includes(type);
  return foundAs(
    {
      kind: special ? 'special' : 'ordinary',
      code: when(isCode, code),
      number: when(isNumber, text(root, 'InvoiceNo')),
      issuedOn: dayOf(text(root, 'IssueDate')),
      exclTax: fenOf(text(root, 'TaxExclusiveTotalAmount')),
      tax: fenOf(text(root, 'TaxTotalAmount')),
      total: fenOf(text(root, 'TaxInclusiveTotalAmount')),
      sellerName: text(root, 'Seller', 'SellerName'),
      sellerTaxId: when(isTaxId, text(root, 'Seller', 'SellerTaxID')),
      buyerName: text(root, 'Buyer', 'BuyerName'),
      buyerTaxId: when(isTaxId, text(root, 'Buyer', 'BuyerTaxID')),
      checkCode: when(isCheckCode, text(root, 'InvoiceCheckCode').replaceAll(/\s/g, '')),
    },
    'sure',
    linesOf(at(root, 'GoodsInfos', 'GoodsInfo'), 'Item', 'Amount', 'TaxAmount'),
  );
}

const linesOf = (items: Node[], name: string, amount: string, tax: string): InvoiceLine[] =>
  items.slice(0, MOST_LINES).map((item) => ({
    name: text(item, name),
    amount: fenOf(text(item, amount)) ?? null,
    tax: fenOf(text(item, tax)) ?? null,
  }));

/** Every text that the page of an OFD shows, top to bottom, words on one line side by side. */
export function ofdTexts(xml: string, file: string): { x: number; y: number; text: string }[] {
  if (xml.length > MOST_XML) throw new Unreadable('too_large', file);
  treeOf(xml, file);
  const pieces: { x: number; y: number; text: string }[] = [];
  const objects =
    /<(?:\w+:)?TextObject\b[^>]*?\bBoundary="([\d.+-]+) ([\d.+-]+)[^"]*"[^>]*>([\s\S]*?)<\/(?:\w+:)?TextObject>/g;
  for (const [, x, y, body = ''] of xml.matchAll(objects)) {
    const codes = body.matchAll(/<(?:\w+:)?TextCode\b[^>]*>([^<]*)</g);
    const said = [...codes].map((c) => c[1]).join('');
    pieces.push({ x: Number(x), y: Number(y), text: text(said) });
  }
  return pieces;
}
