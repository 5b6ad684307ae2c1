import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { has, type Lane, output } from '../lane.ts';

const source = fileURLToPath(new URL('../java/', import.meta.url));

/** WxJava and DingTalk's own SDK come from Maven Central at the versions of pom.xml. */
export const java: Lane = {
  name: 'java',
  missing: () => (has('mvn') && has('java') ? '' : 'There is no Java with Maven here.'),
  async prepare(dir) {
    await cp(source, dir, { recursive: true });
    await output('mvn', ['-q', '-B', 'compile', 'dependency:copy-dependencies'], { cwd: dir });
  },
  async run(dir, env) {
    const jars = await readdir(join(dir, 'target', 'dependency'));
    const versionOf = (name: string) =>
      jars.map((j) => (j.startsWith(`${name}-`) ? j.slice(name.length + 1, -4) : undefined)).find(Boolean) ??
      '?';
    const main = (program: string) =>
      output('java', ['-cp', 'target/classes:target/dependency/*', program], {
        cwd: dir,
        env: {
          ...env,
          WXJAVA_VERSION: versionOf('weixin-java-cp'),
          DINGTALK_VERSION: versionOf('alibaba-dingtalk-service-sdk'),
        },
      });
    return (await main('WxJavaLane')) + (await main('DingtalkLane'));
  },
};
