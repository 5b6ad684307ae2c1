import { ofdTexts, readInvoiceXml, treeOf } from './e-invoice-xml.rules.ts';
import { type Found, Unreadable } from './found.ts';
import { openZip } from './open-zip.ts';
import { linesOfPage, readPrintedText } from './printed-text.rules.ts';

const MOST_DOCUMENTS = 60;

/**
 * An OFD is a zip of XML. Those of the tax bureau carry the invoice as an attachment, which is believed; else what the pages show is
 * read like print. Throws Unreadable.
 */
export async function readOfd(bytes: Buffer): Promise<Found> {
  const files = await openZip(bytes, (path) => /\.xml$/i.test(path));
  const root = files.get('OFD.xml');
  if (!root) throw new Unreadable('other_kind', 'OFD.xml');
  if (files.size > MOST_DOCUMENTS) throw new Unreadable('too_large', 'zip');
  treeOf(root.toString('utf8'), 'OFD.xml');
  const attached = [...files].filter(
    ([path]) => /original_invoice\.xml$/i.test(path) || /\/Attachs?\//i.test(path),
  );
  for (const [path, xml] of attached) {
    const found = readInvoiceXml(xml.toString('utf8'), path);
    if (found?.facts.number) return found;
  }
  const page = [...files]
    .filter(([path]) => /\/(Pages|Tpls)\/[^/]+\/Content\.xml$/i.test(path))
    .flatMap(([path, xml]) => ofdTexts(xml.toString('utf8'), path));
  return readPrintedText(`${linesOfPage(page)}\n${customWords(root.toString('utf8'))}`);
}

/** Digital invoices repeat their main fields at the front of the document: <CustomData Name="发票号码">…</CustomData>. */
function customWords(xml: string): string {
  const words = xml.matchAll(/<(?:\w+:)?CustomData\b[^>]*\bName="([^"]{1,40})"[^>]*>([^<]{1,200})</g);
  return [...words].map(([, name, value]) => `${name}: ${value}`).join('\n');
}
