import { readInvoiceXml } from './e-invoice-xml.rules.ts';
import { type Found, Unreadable } from './found.ts';
import { readOfd } from './read-ofd.ts';
import { readPdf } from './read-pdf.ts';
import { readPhoto } from './read-photo.ts';

export type Source = 'pdf' | 'ofd' | 'xml' | 'photo' | 'qr';

/** Reads an invoice by what its bytes are, whatever the file is called. Throws Unreadable. */
export async function readInvoice(bytes: Buffer, picture: boolean): Promise<Found & { source: Source }> {
  if (bytes.subarray(0, 1_024).includes('%PDF-')) return { ...(await readPdf(bytes)), source: 'pdf' };
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
    return { ...(await readOfd(bytes)), source: 'ofd' };
  if (picture) return { ...(await readPhoto(bytes)), source: 'photo' };
  if (/^\uFEFF?\s*</.test(bytes.subarray(0, 200).toString('utf8'))) {
    const found = readInvoiceXml(bytes.toString('utf8'), 'xml');
    if (found) return { ...found, source: 'xml' };
  }
  throw new Unreadable('other_kind', 'file');
}
