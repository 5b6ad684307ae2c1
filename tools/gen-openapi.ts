// Writes contract/openapi.generated.json, so that every change of the wire is seen in review.
import { writeFile } from 'node:fs/promises';
import { openApi } from '../server/kernel/http/openapi.ts';
import { modules } from '../server/modules/all.ts';

await writeFile(
  new URL('../contract/openapi.generated.json', import.meta.url),
  `${JSON.stringify(openApi(modules), undefined, 1)}\n`,
);
process.exit(0);
