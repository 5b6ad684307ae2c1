import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../server/testing/replica.ts';
import { has, type Lane, output } from '../lane.ts';
import type { LaneSetting } from '../rows.ts';

// 0.25, which Debian carries, looks for `code` where WeCom writes `errcode`: it takes every refusal for success.
const VERSION = '0.28.0';

/** Prometheus Alertmanager from the module proxy: an alert becomes a message, also when the token it holds has ended meanwhile. */
export const alertmanager: Lane = {
  name: 'alertmanager',
  missing: () => (has('go') ? '' : 'There is no Go tool-chain here.'),
  async prepare(dir) {
    if (existsSync(join(dir, VERSION, 'alertmanager'))) return;
    const module = `github.com/prometheus/alertmanager/cmd/alertmanager@v${VERSION}`;
    await output('go', ['install', module], { cwd: dir, env: { GOBIN: join(dir, VERSION) } });
  },
  async run(dir, _env, setting) {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    await writeFile(join(dir, 'alertmanager.yml'), configOf(setting));
    const child = spawn(
      join(dir, VERSION, 'alertmanager'),
      [
        ...['--config.file=alertmanager.yml', `--storage.path=data-${setting.mark}`, '--log.level=debug'],
        ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
      ],
      { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    try {
      await answering(`${base}/-/ready`);
      const rows: string[] = [];
      const attempt = async (endpoint: string, run: () => Promise<string>) => {
        const detail = await run().catch(String);
        rows.push(
          JSON.stringify({ sdk: 'Alertmanager', version: VERSION, endpoint, ok: detail === '', detail }),
        );
      };
      const refused = () =>
        log
          .split('\n')
          .filter((line) => /err=/.test(line))
          .at(-1) ?? '';
      const read = async (text: string) =>
        (await saw(setting, text)) ? '' : `nobody can read it; ${refused()}`;
      await attempt('message/send text', async () => {
        await raise(base, 'text', `告警 ${setting.mark}`);
        return await read(`告警 ${setting.mark}`);
      });
      await attempt('message/send markdown', async () => {
        await raise(base, 'markdown', `告警标记 ${setting.mark}`);
        return await read(`告警标记 ${setting.mark}`);
      });
      await attempt('message/send 42001, then a new token', async () => {
        const later = await fetch(`${setting.control}/later`, { method: 'POST' });
        if (!later.ok) throw new Error(await later.text());
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
    if (
      await fetch(url).then(
        (r) => r.ok,
        () => false,
      )
    )
      return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer`);
}
