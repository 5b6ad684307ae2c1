import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../server/testing/replica.ts';
import { has, type Lane, output } from '../lane.ts';
import type { LaneSetting } from '../rows.ts';

// The package is unpacked, not installed; its program looks for its templates below /usr/share all the same.
const START = 'mount -t overlay overlay -o "lowerdir=$0/usr/share:/usr/share" /usr/share && exec "$@"';

/** Prometheus Alertmanager from its Debian package: an alert becomes a message, also when the token it holds has ended meanwhile. */
export const alertmanager: Lane = {
  name: 'alertmanager',
  missing() {
    if (!has('apt-get') || !has('dpkg-deb') || !has('unshare')) return 'Its Debian package needs apt-get and dpkg-deb.';
    return process.getuid?.() === 0 ? '' : 'Only root can run it without installing it.';
  },
  async prepare(dir) {
    const packaged = async () => (await readdir(dir)).find((name) => name.endsWith('.deb'));
    if (!(await packaged())) await output('apt-get', ['download', '-q', 'prometheus-alertmanager'], { cwd: dir });
    await output('dpkg-deb', ['-x', (await packaged())!, 'root'], { cwd: dir });
  },
  async run(dir, _env, setting) {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    await writeFile(join(dir, 'alertmanager.yml'), configOf(setting));
    const root = join(dir, 'root');
    const child = spawn(
      'unshare',
      [
        ...['-m', 'sh', '-c', START, root, join(root, 'usr', 'bin', 'prometheus-alertmanager')],
        ...['--config.file=alertmanager.yml', `--storage.path=data-${setting.mark}`, '--log.level=debug'],
        ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
      ],
      { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    try {
      await answering(`${base}/-/ready`);
      const { version } = ((await (await fetch(`${base}/api/v2/status`)).json()) as Status).versionInfo;
      const rows: string[] = [];
      const attempt = async (endpoint: string, run: () => Promise<string>) => {
        const detail = await run().catch(String);
        rows.push(JSON.stringify({ sdk: 'Alertmanager', version, endpoint, ok: detail === '', detail }));
      };
      const refused = () => log.split('\n').filter((line) => /err=/.test(line)).at(-1) ?? '';
      const read = async (text: string) => ((await saw(setting, text)) ? '' : `nobody can read it; ${refused()}`);
      await attempt('message/send text', async () => {
        await raise(base, 'text', `告警 ${setting.mark}`);
        return await read(`告警 ${setting.mark}`);
      });
      await attempt('message/send markdown', async () => {
        await raise(base, 'markdown', `告警标记 ${setting.mark}`);
        return await read(`告警标记 ${setting.mark}`);
      });
      await attempt('message/send 42001, then a new token', async () => {
        await fetch(`${setting.control}/later`, { method: 'POST' });
        await raise(base, 'text', `三小时后 ${setting.mark}`, 'later');
        const why = await read(`三小时后 ${setting.mark}`);
        return why || (log.includes('42001') ? '' : 'it never saw 42001');
      });
      return rows.join('\n');
    } finally {
      child.kill();
    }
  },
};

interface Status {
  versionInfo: { version: string };
}

const configOf = ({ url, corpId, secret, agentId, member }: LaneSetting) => {
  const receiver = (kind: string) => `  - name: ${kind}
    wechat_configs:
      - api_url: ${url}/cgi-bin/
        corp_id: ${corpId}
        api_secret: ${secret}
        agent_id: '${agentId}'
        to_user: ${member}
        message_type: ${kind}
        message: '{{ (index .Alerts 0).Annotations.summary }}'
`;
  return `route:
  receiver: text
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
  routes:
    - matchers: [kind="markdown"]
      receiver: markdown
receivers:
${receiver('text')}${receiver('markdown')}`;
};

async function raise(base: string, kind: string, summary: string, name = kind): Promise<void> {
  const answer = await fetch(`${base}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels: { alertname: name, kind }, annotations: { summary } }]),
  });
  if (!answer.ok) throw new Error(`Alertmanager refuses the alert: ${await answer.text()}`);
}

async function saw({ control }: LaneSetting, text: string): Promise<boolean> {
  // Alertmanager waits a moment before it tries again.
  for (let i = 0; i < 3; i++) {
    const answer = await fetch(`${control}/saw`, { method: 'POST', body: JSON.stringify({ text }) });
    if (((await answer.json()) as { found: boolean }).found) return true;
  }
  return false;
}

async function answering(url: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await fetch(url).then((r) => r.ok, () => false)) return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer`);
}
