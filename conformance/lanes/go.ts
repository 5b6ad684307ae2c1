import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { has, type Lane, output } from '../lane.ts';

const source = fileURLToPath(new URL('../go/', import.meta.url));

/** Modules come from the module proxy at the versions of go.mod. */
export const go: Lane = {
  name: 'go',
  missing: () => (has('go') ? '' : 'There is no Go tool-chain here.'),
  async prepare(dir) {
    await cp(source, dir, { recursive: true });
    await output('go', ['build', '-o', 'lane', '.'], { cwd: dir });
  },
  run: (dir, env) => output(join(dir, 'lane'), [], { env }),
};
