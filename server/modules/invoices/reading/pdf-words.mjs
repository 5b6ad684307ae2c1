// Runs in a thread of its own: the words of a PDF and where they stand. Input: bytes; answer: pieces of the first pages.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const MOST_PAGES = 3;
const MOST_PIECES = 5_000;
// Many invoices name their Chinese fonts without embedding them; these tables say which code is which character.
const tables =
  join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps') + sep;

const document = await getDocument({
  data: new Uint8Array(workerData),
  cMapUrl: tables,
  cMapPacked: true,
  disableFontFace: true,
  useSystemFonts: false,
  isEvalSupported: false,
  verbosity: VerbosityLevel.ERRORS,
}).promise;
const pieces = [];
for (let n = 1; n <= Math.min(document.numPages, MOST_PAGES) && pieces.length < MOST_PIECES; n++) {
  const page = await document.getPage(n);
  const { height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  for (const item of items.slice(0, MOST_PIECES)) {
    if (!('str' in item) || item.str.trim() === '') continue;
    pieces.push({
      x: item.transform[4],
      y: (n - 1) * 10_000 + height - item.transform[5],
      height: item.height || 10,
      width: item.width,
      text: item.str.slice(0, 500),
    });
  }
}
parentPort?.postMessage(pieces);
