// Writes web/src/ui/tokens.generated.css from the colour table: `npx tsx tools/gen-tokens.ts`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { colours } from '../web/src/ui/tokens.ts';

/** The stylesheet of both themes: light, dark by system wish, and either by choice. */
export function renderTokens(): string {
  const block = (which: 0 | 1, indent: string) =>
    Object.entries(colours)
      .map(([name, pair]) => `${indent}--c-${name}: ${pair[which]};`)
      .join('\n');
  return `/* Written by tools/gen-tokens.ts from tokens.ts. Do not edit. */
:root {
  color-scheme: light;
${block(0, '  ')}
}
:root[data-theme='dark'] {
  color-scheme: dark;
${block(1, '  ')}
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) {
    color-scheme: dark;
${block(1, '    ')}
  }
}
@theme inline {
${Object.keys(colours)
  .map((name) => `  --color-${name}: var(--c-${name});`)
  .join('\n')}
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../web/src/ui/tokens.generated.css', import.meta.url), renderTokens());
