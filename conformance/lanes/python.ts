import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { has, type Lane, output } from '../lane.ts';

const source = fileURLToPath(new URL('../python/', import.meta.url));

/**
 * Its SDKs carry the vendors' addresses in their code. They run unmodified in a network of their own, where /etc/hosts points those
 * names at this machine and a throw-away authority vouches for them (own-network.sh); only root may make one.
 */
export const python: Lane = {
  name: 'py',
  missing() {
    if (!has('python3') || !has('unshare') || !has('openssl'))
      return 'It needs python3, unshare and openssl.';
    return process.getuid?.() === 0 ? '' : 'Only root can give it a network of its own.';
  },
  async prepare(dir) {
    await cp(source, dir, { recursive: true });
    if (!existsSync(join(dir, 'venv'))) await output('python3', ['-m', 'venv', 'venv'], { cwd: dir });
    await output(join(dir, 'venv/bin/pip'), ['install', '-q', '-r', 'requirements.txt'], { cwd: dir });
  },
  run: (dir, env) => output('sh', ['own-network.sh', 'venv/bin/python', 'lane.py'], { cwd: dir, env }),
};
