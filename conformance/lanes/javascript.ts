import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Lane, output } from '../lane.ts';

/** The SDKs are development dependencies, so this lane also runs in `npm test`. */
export const javascript: Lane = {
  name: 'js',
  missing: () => '',
  async prepare() {
    // npm has brought everything.
  },
  run(_dir, env) {
    const program = fileURLToPath(new URL('../js/main.ts', import.meta.url));
    // node-easywechat keeps its tokens in files where it stands.
    const cwd = dirname(env['TEAHOUSE_LANE']!);
    return output(process.execPath, ['--import', import.meta.resolve('tsx'), program], { env, cwd });
  },
};
