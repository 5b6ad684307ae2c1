// Weighs what a browser loads before the first chat can be used, gzipped, from the built client. Plain JavaScript so that it
// runs on a fresh build without a transpiler: `node tools/check-budget.mjs`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../web/dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const gz = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** Files of these entries and everything they import before running. */
function closure(keys) {
  const js = new Set();
  const css = new Set();
  const seen = new Set();
  const walk = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build has no ${key}; was it renamed?`);
    if (seen.has(key)) return;
    seen.add(key);
    js.add(chunk.file);
    for (const file of chunk.css ?? []) css.add(file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  keys.forEach(walk);
  return { js: [...js], css: [...css] };
}

const words = (locale) =>
  ['ui', 'pages/layout', 'features/messaging'].map((room) => `src/${room}/${locale}.ts`);
const lines = [
  {
    name: 'shell and usable chat',
    keys: ['index.html', 'src/pages/chats.tsx', ...words('zh')],
    js: 142,
    css: 12,
  },
  {
    name: 'the same in English',
    keys: ['index.html', 'src/pages/chats.tsx', ...words('en')],
    js: 142,
    css: 12,
  },
];
// Parts that come later are weighed without what is there already.
const later = [
  { name: 'overlays', keys: ['src/ui/overlay-host.tsx'], js: 64 },
  { name: 'panels beside a chat', keys: ['src/features/messaging/side/side-panels.tsx'], js: 20 },
  { name: 'command palette', keys: ['src/pages/layout/palette.tsx'], js: 20 },
];

const kb = (bytes) => bytes / 1024;
const base = new Set(closure(lines[0].keys).js);
const overlays = new Set(closure(['src/ui/overlay-host.tsx']).js);
let over = 0;
const tell = (name, what, size, limit) => {
  const fits = size <= limit;
  if (!fits) over++;
  console.log(`${fits ? 'ok  ' : 'OVER'} ${name}: ${size.toFixed(1)} KB gz ${what} of ${limit}`);
};
for (const { name, keys, js, css } of lines) {
  const files = closure(keys);
  tell(name, 'JavaScript', kb(files.js.reduce((n, f) => n + gz(f), 0)), js);
  tell(name, 'CSS', kb(files.css.reduce((n, f) => n + gz(f), 0)), css);
}
for (const { name, keys, js } of later) {
  const files = closure(keys).js.filter((f) => !base.has(f) && (name === 'overlays' || !overlays.has(f)));
  tell(name, 'JavaScript more', kb(files.reduce((n, f) => n + gz(f), 0)), js);
}
// What a customer's phone loads up to the first message: a build of its own.
const built = JSON.parse(readFileSync(new URL('customer/.vite/manifest.json', dist), 'utf8'));
const page = built['index.html'];
const ofPage = (files) => kb(files.reduce((n, f) => n + gz(`customer/${f}`), 0));
tell('customer page', 'JavaScript', ofPage([page.file]), 30);
tell('customer page', 'CSS', ofPage(page.css), 4);
const widget = [built['widget.ts'], page, built['desk.ts']];
tell('widget with its chat', 'JavaScript', ofPage(widget.map((chunk) => chunk.file)), 30);
if (built['widget.ts'].file !== 'widget.js') throw new Error('Websites name the widget widget.js');
if (page.imports?.length) throw new Error('The customer page loads more files than its own');
process.exitCode = over === 0 ? 0 : 1;
