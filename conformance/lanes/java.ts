import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { has, type Lane, output } from '../lane.ts';

const source = fileURLToPath(new URL('../java/', import.meta.url));

/** WxJava comes from Maven Central at the version of pom.xml. */
export const java: Lane = {
  name: 'java',
  missing: () => (has('mvn') && has('java') ? '' : 'There is no Java with Maven here.'),
  async prepare(dir) {
    await cp(source, dir, { recursive: true });
    await output('mvn', ['-q', '-B', 'compile', 'dependency:copy-dependencies'], { cwd: dir });
  },
  async run(dir, env) {
    const jars = await readdir(join(dir, 'target', 'dependency'));
    const version = jars.map((j) => /^weixin-java-cp-(.*)\.jar$/.exec(j)?.[1]).find(Boolean) ?? '?';
    return await output('java', ['-cp', 'target/classes:target/dependency/*', 'WxJavaLane'], {
      cwd: dir,
      env: { ...env, WXJAVA_VERSION: version },
    });
  },
};
