// A copy of the source tree with a planted mistake.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface Mutant {
  file: string;
  /** what is replaced by what; each must stand there exactly once, so the catalogue follows the code */
  edits: readonly (readonly [find: string, replace: string])[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Copies what a server process needs and changes some text; `remove` when done. */
export async function plant(mutant: Mutant): Promise<{ root: URL; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-mutant-'));
  for (const part of ['server', 'contract', 'sdk', 'package.json', 'tsconfig.json'])
    await cp(join(ROOT, part), join(dir, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  const path = join(dir, mutant.file);
  let text = await readFile(path, 'utf8');
  for (const [find, replace] of mutant.edits) {
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`${mutant.file} holds ${times} times: ${find}`);
    text = text.replace(find, () => replace);
  }
  await writeFile(path, text);
  return { root: pathToFileURL(`${dir}/`), remove: () => rm(dir, { recursive: true, force: true }) };
}
