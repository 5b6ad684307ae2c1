// Draws the PNG icons of the web app from its SVG mark: `npx tsx tools/make-icons.ts`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const icons = new URL('../web/public/icons/', import.meta.url);
const mark = readFileSync(new URL('tea.svg', icons), 'utf8');
const write = (svg: string, size: number, name: string) =>
  sharp(Buffer.from(svg), { density: 600 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(fileURLToPath(new URL(name, icons)));

// A maskable icon fills its square and keeps the mark inside the safe circle.
const maskable = mark
  .replace('rx="15"', '')
  .replace('<g fill', '<g transform="translate(9.600 9.600) scale(.7)"><g fill')
  .replace('</svg>', '</g></svg>');
// The badge of a notification is one colour on nothing.
const badge = mark
  .replace(/<rect[^>]*>/, '')
  .replaceAll('#f6f1e4', '#ffffff')
  .replaceAll('#c8842e', '#ffffff00');

await write(mark, 180, 'tea-180.png');
await write(mark, 192, 'tea-192.png');
await write(mark, 512, 'tea-512.png');
await write(maskable, 512, 'tea-maskable-512.png');
await write(badge, 96, 'tea-badge-96.png');
